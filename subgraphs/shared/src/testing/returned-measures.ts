import { baseCountNames } from '@shequ/schema/measures/base-counts'
import { measuredDatasets } from '@shequ/schema/measures/measured-datasets'
import { breakdownCount } from '@shequ/schema/measures/breakdowns'

/** What a return of a test tells; what is left out is nothing. */
export interface TestReturn {
  readonly division: string
  readonly period: string
  readonly kind?: 'NAMED' | 'SUM'
  /** Of all datasets, or of each in order: of the first ones alone where it is of older software. */
  readonly levels?: string
  readonly summed?: boolean
  /** How many counts it tells of: fewer where it is of older software. */
  readonly counts?: number
  /** Masks and bounds by the place of a count. */
  readonly hidden?: Readonly<Record<number, number>>
  readonly high?: Readonly<Record<number, number>>
  /** Cells by `GROUP KIND`, as columns and their SQL. */
  readonly cells?: Readonly<Record<string, Readonly<Record<string, number | string>>>>
}

/** SQL that inserts a return with its cells. */
export function returned({
  division,
  period,
  kind = 'NAMED',
  levels = 'PUBLIC',
  summed = false,
  hidden = {},
  counts = baseCountNames.length,
  high = {},
  cells = {},
}: TestReturn): string {
  const list = (values: Readonly<Record<number, number>>) =>
    Array.from({ length: counts }, (_, place) => values[place] ?? 0)
  const all = levels.includes(',') ? levels.split(',') : measuredDatasets.map(() => levels)
  return [
    `insert into measure_return (division_code, period, kind, version, levels, summed, hidden, high, released_at) values
      ('${division}', '${period}', '${kind}', 1, '{${all.join(',')}}', '{${all.map(() => summed).join(',')}}',
      '{${list(hidden).join(',')}}', '{${list(high).join(',')}}', '2026-01-05T00:00:00Z')`,
    ...Object.entries(cells).map(([place, columns]) => {
      const [group, programmeKind] = place.split(' ')
      return `insert into cell (division_code, period, learner_group, programme_kind, ${Object.keys(columns).join(', ')})
        values ('${division}', '${period}', '${group}', '${programmeKind}', ${Object.values(columns).join(', ')})`
    }),
  ].join(';\n')
}

/** The mask of a return that hides every cell of a count. */
export const everyCell = 2 ** breakdownCount - 1
