import type { ShapeName } from '../question/shapes.js'
import { titles } from '../shapes/shapes-report.js'
import type { Row, Table } from '../table/tabulate.js'
import { peers } from './peers.js'

/** What was found of one shape. */
export interface PeersOfShape {
  readonly shape: ShapeName
  readonly tables: readonly Table[]
  /** The bytes that each gateway held at the end. */
  readonly memory: ReadonlyMap<string, number>
}

export interface PeersReport {
  readonly date: string
  readonly machine: Readonly<Record<string, string | number>>
  readonly shapes: readonly PeersOfShape[]
}

type Cells = Readonly<Record<string, (row: Row, memory: number) => string>>

const columns: Cells = {
  gateway: ({ name }) => name,
  'requests/s': ({ ratio }) => ratio.median.toFixed(2),
  range: ({ ratio }) => `${ratio.least.toFixed(2)}–${ratio.most.toFixed(2)}`,
  'p50 ms': ({ p50 }) => p50.toFixed(1),
  'p99 ms': ({ p99 }) => p99.toFixed(1),
  'CPU ms': ({ cpu }) => known(cpu, 1),
  fetches: ({ calls }) => String(calls),
  entities: ({ entities }) => String(entities),
  bytes: ({ bytes }) => String(bytes),
  'memory MB': (_, memory) => known(memory / 1024 ** 2, 0),
}

function known(value: number, digits: number): string {
  return Number.isNaN(value) ? '' : value.toFixed(digits)
}

/** The page of results, in Markdown. */
export function formatPeers({ date, machine, shapes }: PeersReport): string {
  const versions = [...new Set(peers.map((peer) => `${peer.package} ${peer.version}`))]
  return [
    '# Beside other gateways',
    '',
    'Made by `npm run bench -- --peers`, which installs the others, checks that all answer the same, and lets them take turns.',
    '',
    `- **When and where:** ${date}; ${Object.entries(machine)
      .map(([name, value]) => `${name} ${value}`)
      .join(', ')}`,
    `- **Others:** ${versions.join(', ')}, and the stock gateway of the development dependencies`,
    '- **requests/s:** the stock gateway is 1; the median of the rounds, with their range',
    '- **CPU ms:** processor time of one answer, of gateway and subgraphs; **memory MB:** of the gateway at the end',
    '- **fetches, entities:** what one answer asked of the subgraphs',
    '',
    ...shapes.flatMap(formatShape),
  ].join('\n')
}

function formatShape({ shape, tables, memory }: PeersOfShape): string[] {
  const [name = '', ...about] = titles[shape].split(': ')
  return [
    `## ${name}`,
    '',
    about.join(': '),
    '',
    ...tables.flatMap(({ concurrency, rounds, rows }) => [
      `At ${concurrency} ${concurrency === 1 ? 'connection' : 'connections'}, ${rounds} rounds:`,
      '',
      ...markdownTable([
        Object.keys(columns),
        ...rows.map((row) => Object.values(columns).map((cell) => cell(row, memory.get(row.name) ?? Number.NaN))),
      ]),
      '',
    ]),
  ]
}

function markdownTable([head = [], ...rows]: readonly (readonly string[])[]): string[] {
  const widths = head.map((_, column) => Math.max(3, ...[head, ...rows].map((row) => row[column]?.length ?? 0)))
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)]
}
