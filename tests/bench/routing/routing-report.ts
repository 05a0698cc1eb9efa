import type { Round } from '../measure/measure-rounds.js'
import { median, ratio, type Ratio } from '../measure/statistics.js'
import { alignColumns } from '../table/align-columns.js'

/** One line: a question, and how many nodes are registered. */
export interface RoutedQuestion {
  /** Whether nodes answer, or the hosted server. */
  readonly by: 'hosted' | 'nodes'
  readonly registered: number
  readonly owners: number
}

/** What the gateway used for a question: processor time of its process alone, in milliseconds an answer, in the round with the least, since whatever else a machine does only adds to it. */
export interface RoutingRow extends RoutedQuestion {
  readonly cpu: number
  /** Milliseconds from asking to the last byte, in the middle. */
  readonly p50: number
  /** To the same question when nobody is registered and the hosted server answers; the range is that of single rounds. */
  readonly toHosted: Pick<Ratio, 'least' | 'most'> & { readonly ratio: number }
}

/** The section on routing. */
export interface RoutingReport {
  readonly rows: readonly RoutingRow[]
}

/** What each question cost, beside the same one answered by the hosted server with nobody registered. */
export function tabulateRouting(
  measured: ReadonlyMap<string, readonly Round[]>,
  questions: ReadonlyMap<string, RoutedQuestion>,
): RoutingReport {
  const cpuOf = (rounds: readonly Round[] = []) => rounds.map(({ cpu, latencies }) => cpu / latencies.length)
  const hostedName = (owners: number) =>
    [...questions].find(([, of]) => of.owners === owners && of.by === 'hosted' && of.registered === 0)?.[0] ?? ''
  return {
    rows: [...questions].map(([name, question]) => {
      const rounds = measured.get(name) ?? []
      const used = cpuOf(rounds)
      const hosted = cpuOf(measured.get(hostedName(question.owners)))
      return {
        ...question,
        cpu: Math.min(...used),
        p50: median(rounds.flatMap(({ latencies }) => latencies)),
        toHosted: { ...ratio(used, hosted), ratio: Math.min(...used) / Math.min(...hosted) },
      }
    }),
  }
}

/** The section as a person reads it. */
export function formatRouting({ rows }: RoutingReport): string[] {
  const header = [
    'Routing',
    'registered',
    'owners',
    'gateway CPU ms',
    'to hosted',
    'range',
    'CPU ms an owner',
    'p50 ms',
  ]
  const lines = rows.map(({ by, registered, owners, cpu, p50, toHosted }) => [
    by,
    String(registered),
    String(owners),
    cpu.toFixed(3),
    toHosted.ratio.toFixed(2),
    `${toHosted.least.toFixed(2)}–${toHosted.most.toFixed(2)}`,
    (cpu / owners).toFixed(3),
    p50.toFixed(1),
  ])
  return [
    ...alignColumns([header, ...lines]),
    '',
    'A question about the next three programmes of so many communities, each answered by the hosted server or by a node of its own.',
    'gateway CPU ms: processor time of the gateway for one answer, without tiers and nodes, in the round with the least. to hosted: to',
    'the same question with nobody registered, and the range of single rounds. The nodes are simulated: many addresses, few processes.',
  ]
}
