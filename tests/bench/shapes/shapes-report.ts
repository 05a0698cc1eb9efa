import type { Row, Table } from '../table/tabulate.js'
import { alignColumns } from '../table/align-columns.js'
import type { ShapeName } from '../question/shapes.js'

/** The tables of one shape. */
export interface ShapeTables {
  readonly shape: ShapeName
  readonly tables: readonly Table[]
}

const columns: Readonly<Record<string, (row: Row) => string>> = {
  '': ({ name }) => name,
  'requests/s': ({ ratio }) => ratio.median.toFixed(2),
  range: ({ ratio }) => `${ratio.least.toFixed(2)}–${ratio.most.toFixed(2)}`,
  'p50 ms': ({ p50 }) => p50.toFixed(1),
  'p99 ms': ({ p99 }) => p99.toFixed(1),
  'CPU ms': ({ cpu }) => cpu.toFixed(1),
  fetches: ({ calls }) => String(calls),
  entities: ({ entities }) => String(entities),
  bytes: ({ bytes }) => String(bytes),
}

/** What each shape is. */
export const titles: Readonly<Record<ShapeName, string>> = {
  tree: 'Tree: a city, 16 boroughs and 320 communities in three subgraphs in memory. Nothing stands twice.',
  shop: 'Shop: users, reviews and products in four subgraphs in memory. The same few things stand in many places.',
}

/** The section as a person reads it. */
export function formatShapes(shapes: readonly ShapeTables[]): string[] {
  return shapes.flatMap(({ shape, tables }) => [
    titles[shape],
    ...tables.flatMap(({ concurrency, rounds, rows }) => [
      '',
      `${concurrency} at a time, ${rounds} rounds`,
      ...alignColumns([Object.keys(columns), ...rows.map((row) => Object.values(columns).map((cell) => cell(row)))]),
    ]),
    '',
    'requests/s: the stock gateway is 1. fetches, entities: what one answer asked of the subgraphs. CPU ms: of gateway and subgraphs.',
    '',
  ])
}
