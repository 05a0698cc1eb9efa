import { formatAbandoned } from '../abandoned/abandoned-report.js'
import { formatMeasures } from '../measures/measure-report.js'
import { formatRouting } from '../routing/routing-report.js'
import { formatShapes } from '../shapes/shapes-report.js'
import { alignColumns } from '../table/align-columns.js'
import type { Row, Table } from '../table/tabulate.js'
import type { BenchReport } from './bench-report.js'
import { listFacts } from './list-facts.js'

const columns: Readonly<Record<string, (row: Row) => string>> = {
  '': ({ name }) => name,
  'requests/s': ({ ratio }) => ratio.median.toFixed(2),
  range: ({ ratio }) => `${ratio.least.toFixed(2)}–${ratio.most.toFixed(2)}`,
  'p50 ms': ({ p50 }) => p50.toFixed(1),
  'p99 ms': ({ p99 }) => p99.toFixed(1),
  'CPU ms': ({ cpu }) => cpu.toFixed(1),
  SQL: ({ statements }) => String(statements),
  calls: ({ calls }) => String(calls),
  bytes: ({ bytes }) => String(bytes),
}

/** The report as a person reads it. */
export function formatReport({
  date,
  machine,
  data,
  tables,
  measures,
  routing,
  abandoned,
  shapes,
}: BenchReport): string {
  return [
    `${date}; ${listFacts(machine)}; ${listFacts(data)}`,
    ...(tables.length > 0 ? formatQueries(tables) : []),
    ...(measures ? ['', ...formatMeasures(measures)] : []),
    ...(routing ? ['', ...formatRouting(routing)] : []),
    ...(abandoned ? ['', ...formatAbandoned(abandoned)] : []),
    ...(shapes ? ['', ...formatShapes(shapes)] : []),
  ].join('\n')
}

function formatQueries(tables: readonly Table[]): string[] {
  return [
    '',
    'Three-hop query: a city, its boroughs, 20 communities of each, the next 3 programmes of each community.',
    ...tables.flatMap((table) => ['', ...formatTable(table)]),
    '',
    'requests/s: the stock gateway is 1; the median of the rounds, with their range. CPU ms: processor time of one answer',
    'in all the Node processes that serve it (gateway and subgraphs), without PostgreSQL and the client. SQL: statements',
    'of one answer. calls: of subgraphs.',
  ]
}

function formatTable({ concurrency, rounds, rows }: Table): string[] {
  const cells = [Object.keys(columns), ...rows.map((row) => Object.values(columns).map((cell) => cell(row)))]
  const title = concurrency === 1 ? 'One request at a time' : `${concurrency} requests at a time`
  return [`${title}, ${rounds} rounds`, ...alignColumns(cells)]
}
