import type { ClosedPeriods } from '../measures/time-close.js'
import { listFacts } from '../report/list-facts.js'
import { titles } from '../shapes/shapes-report.js'
import type { Row, Table } from '../table/tabulate.js'
import { markdownTable } from './markdown-table.js'
import type { PeersReport } from './peers-report.js'

type Columns = Readonly<Record<string, (row: Row) => string>>

const measured: Columns = {
  '': ({ name }) => name,
  'requests/s': ({ ratio }) => ratio.median.toFixed(2),
  range: ({ ratio }) => `${ratio.least.toFixed(2)}–${ratio.most.toFixed(2)}`,
  'p50 ms': ({ p50 }) => p50.toFixed(1),
  'p99 ms': ({ p99 }) => p99.toFixed(1),
  'CPU ms': ({ cpu }) => known(cpu, 1),
  'memory MB': ({ memory }) => known(memory / 1024 ** 2, 0),
  calls: ({ calls }) => String(calls),
}

/** What is asked of subgraphs in memory is counted by entity, what is asked of tiers by statement. */
const inMemory: Columns = { ...measured, entities: ({ entities }) => String(entities) }
const onTiers: Columns = { ...measured, SQL: ({ statements }) => String(statements) }

/** Empty where the system does not tell it. */
function known(value: number, digits: number): string {
  return Number.isNaN(value) ? '' : value.toFixed(digits)
}

/** The page of results, in Markdown. */
export function formatPeers({
  date,
  machine,
  minutes,
  packages,
  data,
  shapes = [],
  queries,
  closed,
}: PeersReport): string {
  const lines = [
    '# The hub beside others',
    '',
    '`npm run bench -- --peers` wrote this page. It installs the others, checks that all give equal answers, and lets them take turns.',
    '',
    `- When: ${date.slice(0, 10)}, in ${minutes.toFixed(1)} minutes.`,
    `- Where: ${listFacts(machine)}.`,
    `- Packages: ${listFacts(packages)}.`,
    ...(data ? [`- Databases: ${listFacts(data)}.`] : []),
    '- hub: `hub gateway`, over HTTP as the other gateways. Its subgraphs in process are called as `npm start` calls the tiers.',
    '- monolith: one schema over the whole data, without a gateway.',
    '- requests/s: the stock gateway is 1. It is the median of the rounds, with their range.',
    '- p50, p99: milliseconds from asking to the last byte.',
    '- CPU ms: processor time of one answer, in gateway and subgraphs together, without PostgreSQL and the client.',
    '- memory MB: what the process that is asked holds after the rounds, with the processes that it began.',
    '- calls, entities, SQL: what one answer asks of subgraphs, about how many entities, and by how many statements.',
    '',
    ...shapes.flatMap(({ shape, tables }) => formatTables(titles[shape], tables, inMemory)),
    ...(queries ? formatTables(threeHops, queries, onTiers) : []),
    ...(closed ? formatClosed(closed) : []),
  ]
  return `${lines.join('\n').trimEnd()}\n`
}

const threeHops =
  'Three hops: a city, its boroughs, 20 communities of each and their next 3 programmes, in the tiers’ own databases.'

function formatTables(title: string, tables: readonly Table[], columns: Columns): readonly string[] {
  const [name = '', ...about] = title.split(': ')
  return [
    `## ${name}`,
    '',
    sentence(about.join(': ')),
    '',
    ...tables.flatMap(({ concurrency, rounds, rows }) => [
      `${concurrency} ${concurrency === 1 ? 'connection' : 'connections'}, ${rounds} ${rounds === 1 ? 'round' : 'rounds'}:`,
      '',
      ...markdownTable([Object.keys(columns), ...rows.map((row) => Object.values(columns).map((cell) => cell(row)))]),
      '',
    ]),
  ]
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`
}

/** What the planners wait for, until figures of a period are there. */
function formatClosed({ communities, counting, periods }: ClosedPeriods): readonly string[] {
  const seconds = (time: number) => (time / 1000).toFixed(1)
  const all = counting + periods.reduce((sum, { releasing }) => sum + releasing, 0)
  return [
    '## Planners: closing',
    '',
    `The records of ${communities} communities are counted for ${periods.length} periods in one pass. Then each period is protected and stored.`,
    '',
    ...markdownTable([
      ['', 'seconds', 'ms a community'],
      ...[
        ['counting', counting] as const,
        ...periods.map(({ period, releasing }) => [period, releasing] as const),
        ['all', all] as const,
      ].map(([name, time]) => [name, seconds(time), (time / communities).toFixed(2)]),
    ]),
    '',
  ]
}
