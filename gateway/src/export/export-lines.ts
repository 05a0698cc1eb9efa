import { type Area, type Definition, type MeasureAnswer, type Row, coverageColumns } from './measure-answer.js'
import type { Cell } from '@shequ/schema/measures/cell'
import type { Export } from './read-export.js'
import type { Subject } from './read-subject.js'

/** What stands in a column of a line. */
export type Field = string | number | null

/** What holds for every line of a file. */
interface About extends Subject {
  readonly learnerGroup: string | null
  readonly programmeKind: string | null
  readonly filter: string | null
  /** How many rows conditions left undecided; null where there are none. */
  readonly undecided: number | null
}

type Column = readonly [
  name: string,
  of: (row: Row, cell: Cell, definition: Definition | undefined, about: About) => Field,
]

/** An area by code and name: that of the row, or of the whole file. */
function areaColumns(name: 'city' | 'borough' | 'street' | 'community'): readonly Column[] {
  const areaOf = (row: Row, about: About): Area | null => row[name] ?? about[name]
  return [
    [`${name}_code`, (row, _cell, _definition, about) => areaOf(row, about)?.code ?? null],
    [name, (row, _cell, _definition, about) => areaOf(row, about)?.name ?? null],
  ]
}

/**
 * The columns: a line for each row and measure. Codes and names of areas, statuses, coverage and definition stand apart.
 * What the question says of all rows stands in each, so that a file tells by itself what it is of.
 */
const columns: readonly Column[] = [
  ...areaColumns('city'),
  ...areaColumns('borough'),
  ...areaColumns('street'),
  ...areaColumns('community'),
  ['area_group', ({ areaGroup }) => areaGroup],
  ['period', ({ period }) => period],
  ['learner_group', ({ learnerGroup }, _cell, _definition, about) => learnerGroup ?? about.learnerGroup],
  ['programme_kind', ({ programmeKind }, _cell, _definition, about) => programmeKind ?? about.programmeKind],
  ['filter', (_row, _cell, _definition, { filter }) => filter],
  ['undecided', (_row, _cell, _definition, { undecided }) => undecided],
  ['measure', (_row, { measure }) => measure],
  ['unit', (_row, _cell, definition) => definition?.unit ?? null],
  ['status', (_row, { status }) => status],
  ['value', (_row, { value }) => value],
  ['low', (_row, { low }) => low],
  ['high', (_row, { high }) => high],
  ['numerator', (_row, { numerator }) => numerator],
  ['numerator_unit', (_row, { numeratorUnit }) => numeratorUnit],
  ['denominator', (_row, { denominator }) => denominator],
  ['denominator_unit', (_row, { denominatorUnit }) => denominatorUnit],
  ['growth', (_row, { growth }) => growth],
  ['growth_on_year', (_row, { growthOnYear }) => growthOnYear],
  ...coverageColumns.map(([name, field]): Column => [name, (_row, { coverage }) => coverage[field]]),
  ['threshold', (_row, _cell, definition) => definition?.threshold ?? null],
  ['threshold_source', (_row, _cell, definition) => definition?.thresholdSource ?? null],
  ['definition', (_row, _cell, definition) => definition?.meaning ?? null],
  ['definition_source', (_row, _cell, definition) => definition?.source ?? null],
  ['note', (_row, _cell, definition) => definition?.note ?? null],
]

/** The columns whose text a spreadsheet would take for a number or a day. */
export const codedColumns: ReadonlySet<string> = new Set([
  'city_code',
  'borough_code',
  'street_code',
  'community_code',
  'period',
])

/** A table of an export: its columns' names, and its lines. */
export interface ExportTable {
  readonly names: readonly string[]
  /** Page by page. */
  readonly lines: AsyncIterable<readonly (readonly Field[])[]>
}

/** A line for each row and measure, with a column for all that is told of it. */
export function longTable(pages: AsyncIterable<MeasureAnswer>, asked: Export, subject: Subject): ExportTable {
  return {
    names: columns.map(([name]) => name),
    lines: linesOf(columns, rowLines(pages, asked, subject)),
  }
}

/** The columns that tell of which areas, group and kind a line is, and what of. */
export const subjectColumns = columns
  .slice(
    0,
    columns.findIndex(([name]) => name === 'status'),
  )
  .filter(([name]) => name !== 'period')

/** What a line is made of. */
export type RowLine = readonly [row: Row, cell: Cell, definition: Definition | undefined, about: About]

async function* linesOf(
  shown: readonly Column[],
  pages: AsyncIterable<readonly RowLine[]>,
): AsyncGenerator<readonly (readonly Field[])[]> {
  for await (const page of pages) yield page.map((line) => fieldsOf(shown, line))
}

/** The fields of a line in some columns. */
export function fieldsOf(shown: readonly Column[], line: RowLine): readonly Field[] {
  return shown.map(([, of]) => of(...line))
}

/** What the lines of an export are made of, page by page: one for each row and measure. */
export async function* rowLines(
  pages: AsyncIterable<MeasureAnswer>,
  { query, narrowedBy }: Export,
  subject: Subject,
): AsyncGenerator<readonly RowLine[]> {
  const { filter, having } = query
  const told = {
    ...subject,
    learnerGroup: onlyOf(filter['learnerGroups']),
    programmeKind: onlyOf(filter['programmeKinds']),
    filter: narrowedBy,
  }
  const definitions = new Map<string, Definition>()
  for await (const { measures, measureDefinitions = [] } of pages) {
    for (const definition of measureDefinitions) definitions.set(definition.measure, definition)
    const about = { ...told, undecided: having.length > 0 ? measures.undecided : null }
    yield measures.rows.flatMap((row) =>
      row.cells.map((cell): RowLine => [row, cell, definitions.get(cell.measure), about]),
    )
  }
}

function onlyOf(values: readonly string[] | undefined): string | null {
  return values?.length === 1 ? (values[0] ?? null) : null
}
