import { type Field, codedColumns, columnNames, exportLines } from './export-lines.js'
import type { MeasureAnswer } from './measure-answer.js'
import type { Export } from './read-export.js'
import type { Subject } from './read-subject.js'

const coded = columnNames.map((name) => codedColumns.has(name))

/** Writes pages as CSV (RFC 4180). */
export async function* writeCsv(
  pages: AsyncIterable<MeasureAnswer>,
  asked: Export,
  subject: Subject,
): AsyncGenerator<string> {
  const { bom, forSpreadsheets } = asked
  yield `${bom || forSpreadsheets ? '\uFEFF' : ''}${toLine(columnNames)}`
  for await (const lines of exportLines(pages, asked, subject)) {
    yield lines.map((fields) => toLine(fields, forSpreadsheets ? coded : undefined)).join('')
  }
}

/**
 * A line of CSV.
 *
 * @param asText which fields are written as a formula that gives their text, so that a spreadsheet makes no number or day of them
 */
export function toLine(fields: readonly Field[], asText?: readonly boolean[]): string {
  return `${fields.map((field, index) => (asText?.[index] ? toTextFormula(field) : toField(field))).join(',')}\r\n`
}

function toTextFormula(field: Field): string {
  return field === null ? '' : `"=""${String(field).replaceAll('"', '""""')}"""`
}

/** Text that a spreadsheet would take for a formula is led by an apostrophe, by which it is text. */
function toField(field: Field): string {
  if (field === null) return ''
  if (typeof field === 'number') return String(field)
  const text = /^[=+\-@\t\r]/.test(field) ? `'${field}` : field
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
