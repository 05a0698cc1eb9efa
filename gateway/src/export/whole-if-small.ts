import { Readable } from 'node:stream'

/** The bytes of a file that is gathered before it is sent. */
const smallest = 1_024 ** 2

/** A file as a whole, where it is small; a larger one goes out as it comes, so that it takes no more memory than its pages. */
export async function wholeIfSmall(
  parts: AsyncIterable<string> | Iterable<string | Uint8Array>,
): Promise<Buffer | Readable> {
  const rest = Readable.from(parts)[Symbol.asyncIterator]()
  const begun: Buffer[] = []
  let size = 0
  while (size <= smallest) {
    const { done, value } = (await rest.next()) as IteratorResult<string | Uint8Array, undefined>
    if (done) return Buffer.concat(begun)
    const part = Buffer.from(value as string)
    begun.push(part)
    size += part.length
  }
  return Readable.from(
    (async function* () {
      try {
        yield* begun
        yield* rest
      } finally {
        // Whoever leaves while what was gathered goes out has not begun on the rest.
        await rest.return?.()
      }
    })(),
  )
}
