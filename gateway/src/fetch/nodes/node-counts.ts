/** What is counted of a node within an hour, as the borough's register takes it. */
export interface HourCount {
  readonly community: string
  /** The hour's first moment, ISO 8601, UTC. */
  readonly hour: string
  requests: number
  failures: number
  rejections: number
  milliseconds: number
  lastSeen: string | null
}

const hour = 3_600_000

/** Counts how nodes fare, by the hour, and remembers what has yet to be reported. */
export class NodeCounts {
  readonly #counts = new Map<string, HourCount>()
  #unreported = new Set<HourCount>()

  constructor(private readonly now: () => number = Date.now) {}

  /** Takes down how one question to a node ended, after how many milliseconds. */
  count(community: string, outcome: 'answered' | 'failed' | 'rejected', milliseconds: number): void {
    const now = this.now()
    const of = this.#current(community, now)
    of.requests += 1
    if (outcome === 'failed') of.failures += 1
    else of.milliseconds += Math.round(milliseconds)
    if (outcome === 'rejected') of.rejections += 1
    if (outcome === 'answered') of.lastSeen = new Date(now).toISOString()
    this.#unreported.add(of)
  }

  /** What changed since it was last taken, at most so many. Hand back with {@link putBack} what was not taken down. */
  take(most: number): readonly HourCount[] {
    const taken = [...this.#unreported].slice(0, most)
    for (const count of taken) this.#unreported.delete(count)
    return taken
  }

  putBack(counts: readonly HourCount[]): void {
    for (const count of counts) this.#unreported.add(count)
  }

  #current(community: string, now: number): HourCount {
    const begin = new Date(now - (now % hour)).toISOString()
    const known = this.#counts.get(community)
    if (known?.hour === begin) return known
    const fresh = { community, hour: begin, requests: 0, failures: 0, rejections: 0, milliseconds: 0, lastSeen: null }
    this.#counts.set(community, fresh)
    return fresh
  }
}
