import { type Position, toCursor } from './cursor.js'

/**
 * A page of a list, as Relay's connections have it. What costs work is a function, called only when the field is asked
 * for: `edges` makes the cursors, `totalCount` counts.
 */
export interface Connection<Row> {
  readonly nodes: readonly Row[]
  readonly pageInfo: () => PageInfo
  readonly edges: () => Edge<Row>[]
  readonly totalCount: () => Promise<number>
  /** From where on changes are to be asked for next time; null where nobody asked for it. */
  readonly watermark: () => string | null
}

export interface Edge<Row> {
  readonly cursor: string
  readonly node: Row
}

export interface PageInfo {
  readonly hasNextPage: boolean
  readonly hasPreviousPage: boolean
  readonly startCursor: string | null
  readonly endCursor: string | null
}

/** What a page is made of: its rows, one more when there is one, where each stands, and how to count them all. */
export interface PageSource<Row> {
  readonly rows: readonly Row[]
  readonly size: number
  readonly isFirstPage: boolean
  readonly positionOf: (row: Row) => Position
  readonly count: () => Promise<number>
  readonly watermark: string | null
}

/** Makes a page from up to `size + 1` rows: the row too many tells that there is a next page. */
export function toConnection<Row>({
  rows,
  size,
  isFirstPage,
  positionOf,
  count,
  watermark,
}: PageSource<Row>): Connection<Row> {
  const nodes = rows.length > size ? rows.slice(0, size) : rows
  const cursorAt = (row: Row | undefined) => (row === undefined ? null : toCursor(positionOf(row)))
  return {
    nodes,
    edges: () => nodes.map((node) => ({ node, cursor: toCursor(positionOf(node)) })),
    pageInfo: () => ({
      hasNextPage: rows.length > size,
      hasPreviousPage: !isFirstPage,
      startCursor: cursorAt(nodes[0]),
      endCursor: cursorAt(nodes.at(-1)),
    }),
    totalCount: count,
    watermark: () => watermark,
  }
}
