import type { Ratio } from '../measure/statistics.js'
import type { ClosedPeriods } from './time-close.js'
import { alignColumns } from '../table/align-columns.js'

/** What was found of one of the planner's questions; times in milliseconds, in the middle. */
export interface MeasuredQuestion {
  readonly name: string
  readonly rows: number
  /** How many of the rows' figures are known exactly, and so were held against the records. */
  readonly exact: number
  readonly hub: number
  readonly cells: number
  readonly records: number
  /** The hub's time to that of the statement on the cells, by rounds. */
  readonly toCells: Ratio
  /** The hub's time to that of the hub beside, by rounds. */
  readonly toBeside?: Ratio
}

/** The section on measures. */
export interface MeasuresReport {
  readonly questions: readonly MeasuredQuestion[]
  /** Of a month. */
  readonly closed: ClosedPeriods
}

/** What a question through GraphQL may take beside twice the plain statement, in milliseconds. */
const allowance = 2

/** The section as a person reads it. */
export function formatMeasures({ questions, closed }: MeasuresReport): string[] {
  const header = [
    'Measures',
    'hub ms',
    'cells ms',
    'records ms',
    'to cells',
    'range',
    'records to hub',
    'to beside',
    'range',
    'rows',
    'exact',
    '',
  ]
  const lines = questions.map(({ name, rows, exact, hub, cells, records, toCells, toBeside }) => [
    name,
    hub.toFixed(1),
    cells.toFixed(1),
    records.toFixed(0),
    ...shown(toCells),
    (records / hub).toFixed(0),
    ...shown(toBeside),
    String(rows),
    String(exact),
    hub <= 2 * cells + allowance ? '' : 'more than 2 × cells + 2 ms',
  ])
  const seconds = (time: number) => (time / 1000).toFixed(1)
  const [{ period, releasing } = { period: '', releasing: 0 }] = closed.periods
  const total = closed.counting + releasing
  return [
    ...alignColumns([header, ...lines]),
    '',
    'hub: through GraphQL, over HTTP, gateway and subgraphs in one process. cells: a statement by hand on the returned cells, with the',
    'same coverage and bounds. records: a GROUP BY by hand on all records. exact: figures that nothing hides, which are those of',
    'the records; all of the hub are those of the cells. beside: the hub of the folder given with --beside, asked the same.',
    '',
    `Returns of ${period}: ${closed.communities} communities in ${seconds(total)} s (counting ${seconds(closed.counting)}, protecting and storing ` +
      `${seconds(releasing)}), ${(total / closed.communities).toFixed(2)} ms for each.`,
  ]
}

function shown(found: Ratio | undefined): readonly [median: string, range: string] {
  if (found === undefined) return ['', '']
  return [found.median.toFixed(2), `${found.least.toFixed(2)}–${found.most.toFixed(2)}`]
}
