/**
 * Tells a person why a command failed, in one message without a stack, and sets the exit status. `DEBUG=1` shows the
 * stack too.
 */
export function reportFailure(error: unknown, output: NodeJS.WritableStream = process.stderr): void {
  process.exitCode = 1
  output.write(`${error instanceof Error ? error.message : String(error)}\n`)
}
