import type { Cell, Definition, MeasureAnswer, Row } from './measure-answer.js'

type Field = string | number | null

/** The columns: a line for each row and measure. Codes and names of areas, statuses, coverage and definition stand apart. */
const columns: readonly (readonly [
  name: string,
  of: (row: Row, cell: Cell, definition: Definition | undefined) => Field,
])[] = [
  ['borough_code', ({ borough }) => borough?.code ?? null],
  ['borough', ({ borough }) => borough?.name ?? null],
  ['street_code', ({ street }) => street?.code ?? null],
  ['street', ({ street }) => street?.name ?? null],
  ['community_code', ({ community }) => community?.code ?? null],
  ['community', ({ community }) => community?.name ?? null],
  ['period', ({ period }) => period],
  ['learner_group', ({ learnerGroup }) => learnerGroup],
  ['programme_kind', ({ programmeKind }) => programmeKind],
  ['measure', (_row, { measure }) => measure],
  ['unit', (_row, _cell, definition) => definition?.unit ?? null],
  ['status', (_row, { status }) => status],
  ['value', (_row, { value }) => value],
  ['low', (_row, { low }) => low],
  ['high', (_row, { high }) => high],
  ['numerator', (_row, { numerator }) => numerator],
  ['denominator', (_row, { denominator }) => denominator],
  ['growth', (_row, { growth }) => growth],
  ['returns_expected', (_row, { coverage }) => coverage.expected],
  ['returns_reported', (_row, { coverage }) => coverage.reported],
  ['returns_withheld', (_row, { coverage }) => coverage.withheld],
  ['returns_missing', (_row, { coverage }) => coverage.missing],
  ['residents', (_row, { coverage }) => coverage.residents],
  ['residents_reported', (_row, { coverage }) => coverage.residentsReported],
  ['as_of', (_row, { coverage }) => coverage.asOf],
  ['threshold', (_row, _cell, definition) => definition?.threshold ?? null],
  ['threshold_source', (_row, _cell, definition) => definition?.thresholdSource ?? null],
  ['definition', (_row, _cell, definition) => definition?.meaning ?? null],
  ['definition_source', (_row, _cell, definition) => definition?.source ?? null],
  ['note', (_row, _cell, definition) => definition?.note ?? null],
]

/** Writes pages as CSV (RFC 4180). */
export async function* writeCsv(pages: AsyncIterable<MeasureAnswer>, bom: boolean): AsyncGenerator<string> {
  const definitions = new Map<string, Definition>()
  yield `${bom ? '\uFEFF' : ''}${toLine(columns.map(([name]) => name))}`
  for await (const { measures, measureDefinitions = [] } of pages) {
    for (const definition of measureDefinitions) definitions.set(definition.measure, definition)
    const lines = measures.rows.flatMap((row) =>
      row.cells.map((cell) => toLine(columns.map(([, of]) => of(row, cell, definitions.get(cell.measure))))),
    )
    yield lines.join('')
  }
}

/** A line of CSV. */
export function toLine(fields: readonly Field[]): string {
  return `${fields.map(toField).join(',')}\r\n`
}

/** Text that a spreadsheet would take for a formula is led by an apostrophe, by which it is text. */
function toField(field: Field): string {
  if (field === null) return ''
  if (typeof field === 'number') return String(field)
  const text = /^[=+\-@\t\r]/.test(field) ? `'${field}` : field
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
