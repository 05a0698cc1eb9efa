import { HubError } from '@shequ/schema/errors/hub-error'

/** The longest line that is read, in characters. */
const longestLine = 64 * 1024 ** 2

/** The lines of a stream of bytes, each with its end. What follows the last line end is no line. */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of chunks) {
    const text = decoder.decode(chunk, { stream: true })
    if (!text.includes('\n')) {
      rest += text
      if (rest.length > longestLine) throw tooLong()
      continue
    }
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      if (line.length > longestLine) throw tooLong()
      yield `${line}\n`
    }
  }
}

/** Lines as a stream of bytes. */
export async function* bytesOf(lines: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  for await (const line of lines) yield encoder.encode(line)
}

function tooLong(): HubError {
  return new HubError('REQUEST_TOO_LARGE', `Expected lines of at most ${longestLine} characters.`)
}
