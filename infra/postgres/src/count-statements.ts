import type { Pool, PoolClient } from 'pg'

/** What a pool's connections were asked since counting began, by kind. */
export interface StatementCount {
  /** The SQL of each query and each write, in the order sent. */
  readonly statements: readonly string[]
  /** How many there were; the number that a test holds against a budget. */
  readonly count: number
  /** COPY in either direction, not among `statements`. */
  readonly copies: number
  /** BEGIN, COMMIT, ROLLBACK, SAVEPOINT, RELEASE and SET, not among `statements`. */
  readonly controls: number
  /** Begins anew from nothing. */
  reset(): void
  /** Stops counting. */
  stop(): void
}

const control = /^\s*(begin|start\s+transaction|commit|end|rollback|abort|savepoint|release|set|reset)\b/i
const copy = /^\s*copy\b/i

/**
 * Counts the statements that reach the server through a pool, whether by `pool.query`, by a connection taken from it or by
 * Prisma on top of it. A text with several statements counts as one, since it is sent as one. Connections
 * taken before counting began are counted once they were given back.
 */
export function countStatements(pool: Pool): StatementCount {
  const statements: string[] = []
  let copies = 0
  let controls = 0
  let counting = true
  const note = (text: string) => {
    if (!counting) return
    if (copy.test(text)) copies += 1
    else if (control.test(text)) controls += 1
    else statements.push(text)
  }
  const watch = (client: PoolClient) => listenersOf(client).add(note)
  pool.on('acquire', watch)
  return {
    statements,
    get count() {
      return statements.length
    },
    get copies() {
      return copies
    },
    get controls() {
      return controls
    },
    reset() {
      statements.length = copies = controls = 0
    },
    stop() {
      pool.off('acquire', watch)
      counting = false
    },
  }
}

type Listener = (text: string) => void

const listeners = new WeakMap<PoolClient, Set<Listener>>()

/** Those to be told of a connection's queries. On first use for a connection, its `query` is replaced by one that tells them. */
function listenersOf(client: PoolClient): Set<Listener> {
  const known = listeners.get(client)
  if (known) return known
  const set = new Set<Listener>()
  listeners.set(client, set)
  const query = client.query.bind(client) as (...args: unknown[]) => unknown
  client.query = ((...args: unknown[]): unknown => {
    const text = textOf(args[0])
    for (const listener of set) listener(text)
    return query(...args)
  }) as typeof client.query
  return set
}

/** The SQL of whatever the driver takes as a query: a text, a configuration, or an object that submits itself (COPY, cursors). */
function textOf(query: unknown): string {
  if (typeof query === 'string') return query
  if (typeof query !== 'object' || query === null || !('text' in query)) return ''
  return typeof query.text === 'string' ? query.text : ''
}
