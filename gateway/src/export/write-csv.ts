import { grainOf } from '@shequ/schema/measures/periods'
import { type ExportTable, type Field, codedColumns } from './export-lines.js'
import { labelsIn } from './labels.js'
import type { Export } from './read-export.js'

/** Writes a table as CSV (RFC 4180). */
export async function* writeCsv(
  { names, lines }: ExportTable,
  { bom, forSpreadsheets, labels: language }: Pick<Export, 'bom' | 'forSpreadsheets' | 'labels'>,
): AsyncGenerator<string> {
  const areCoded = names.map((name) => codedColumns.has(name))
  const labels = labelsIn(language)
  const arePeriods = names.map((name) => grainOf(name) !== undefined)
  yield `${bom || forSpreadsheets ? '\uFEFF' : ''}${toLine(names.map(labels.head), forSpreadsheets ? arePeriods : undefined)}`
  for await (const page of lines) {
    yield page
      .map((fields) => fields.map((field, index) => labels.field(names[index] ?? '', field)))
      .map((fields) => toLine(fields, forSpreadsheets ? areCoded : undefined))
      .join('')
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
