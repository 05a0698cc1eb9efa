/**
 * Runs what makes errors that tell of data and not of code, maybe of thousands of places: they take no stack, which would cost more than
 * all else that is done with them.
 */
export function withoutStacks<Result>(run: () => Result): Result {
  const limit = Error.stackTraceLimit
  Error.stackTraceLimit = 0
  try {
    return run()
  } finally {
    Error.stackTraceLimit = limit
  }
}
