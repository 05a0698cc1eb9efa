import { MalformedDivisions } from './malformed-divisions.js'

/**
 * A line's bytes as text, without a carriage return at its end.
 *
 * @throws {MalformedDivisions} when the bytes are not UTF-8, or hold a control or replacement character.
 */
export function decodeLine(bytes: Buffer, file: string, line: number): string {
  const text = decode(bytes, file, line).replace(/\r$/, '')
  if (/[\p{Cc}\uFFFD]/u.test(text.replaceAll('\t', ''))) {
    throw new MalformedDivisions(file, line, 'there is a control or replacement character in it')
  }
  return text
}

function decode(bytes: Buffer, file: string, line: number): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new MalformedDivisions(file, line, 'the bytes are not UTF-8')
  }
}
