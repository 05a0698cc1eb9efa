import type { ProcessUse, Service } from './service.js'

/** What the bench tells a process of its own. Each is answered before the next is sent. */
export type Order =
  | { readonly order: 'serve'; readonly service: Service }
  /** Answered with what it uses. */
  | { readonly order: 'tell-use' }
  /** Begins counting statements and calls from nothing. */
  | { readonly order: 'count' }
  /** Ends counting, and is answered with what was counted. */
  | { readonly order: 'tell-counts' }

/** What such a process answers. */
export interface Reply {
  /** Why the order could not be carried out. */
  readonly failure?: string
  readonly url?: string
  readonly use?: ProcessUse
  readonly counts?: Counts
}

/** What answering took. */
export interface Counts {
  /** SQL statements sent to databases. */
  readonly statements: number
  /** Calls of subgraphs, in process or over HTTP. */
  readonly calls: number
  /** Entities that subgraphs in memory were asked about. */
  readonly entities: number
}
