import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { MalformedDivisions } from './malformed-divisions.js'

const NEWLINE = 0x0a

/**
 * Streams a file and calls `visit` with each line's bytes, without its line end, and its number from 1.
 * The last line must end too, so that a file cut inside a line never passes.
 *
 * @returns the number of lines.
 * @throws {MalformedDivisions} when the file is empty or its last line doesn't end.
 */
export async function forEachLine(file: string, visit: (bytes: Buffer, line: number) => void): Promise<number> {
  let line = 0
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
    let start = 0
    for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, start)) {
      visit(bytes.subarray(start, end), ++line)
      start = end + 1
    }
    rest = bytes.subarray(start)
  }
  if (line === 0 && rest.length === 0) throw new MalformedDivisions(basename(file), 1, 'the file is empty')
  if (rest.length > 0) {
    throw new MalformedDivisions(basename(file), line + 1, 'the file stops inside this line: it was cut off')
  }
  return line
}
