/** A value of a row for COPY: an array becomes a PostgreSQL array, null an SQL null. */
export type CopyValue = string | number | boolean | null | readonly string[] | readonly number[]

/** One row in the text format of PostgreSQL's COPY, with its line end. */
export function copyRow(values: readonly CopyValue[]): string {
  let row = copyField(values[0] ?? null)
  for (let index = 1; index < values.length; index++) row += `\t${copyField(values[index] ?? null)}`
  return `${row}\n`
}

function copyField(value: CopyValue): string {
  if (value === null) return '\\N'
  if (typeof value === 'string') return escapeField(value)
  if (typeof value === 'object') return copyArray(value)
  return typeof value === 'boolean' ? (value ? 't' : 'f') : String(value)
}

function copyArray(values: readonly string[] | readonly number[]): string {
  let text = ''
  for (const value of values) {
    const element = typeof value === 'number' ? String(value) : `"${value.replaceAll(/["\\]/g, '\\$&')}"`
    text += (text === '' ? '' : ',') + element
  }
  return escapeField(`{${text}}`)
}

const SPECIAL = /[\\\t\n\r]/
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

function escapeField(text: string): string {
  if (!SPECIAL.test(text)) return text
  return text.replaceAll(/[\\\t\n\r]/g, (character) => ESCAPES[character] ?? character)
}
