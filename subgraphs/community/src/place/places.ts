import { openPool } from '@shequ/postgres/open-pool'
import type { PlaceState } from '@shequ/subgraph/nodes/hosted-moves'
import { type Residence, answers, moved, stateOn } from './residence.js'

/** For which communities a server answers questions. */
export interface Places {
  readonly residence: Residence
  /**
   * Sees to it that what is known was read a moment ago; undefined when it was. Records that have left stay in the database for
   * longer than that, so that no question finds them half gone.
   */
  refresh(): Promise<void> | undefined
  /** @throws {HubError} MOVED unless this server answers for the community. */
  requireHere(community: string): void
  /** The communities that were asked for since the last call and refused, at most a thousand. */
  takeRefused(): readonly string[]
  close(): Promise<void>
}

/** How old what is known may be, in milliseconds. */
const mostAge = 500

/** How much of what was read before is read again, since what was written earlier may be committed later. */
const overlap = '10 seconds'

/** How many refused communities are remembered. */
const mostRefused = 1_000

interface PlaceRow {
  readonly community: string
  readonly state: PlaceState
  readonly since: string
}

/** Reads where communities stand, on a connection of its own: a question's statements are its own alone. */
export function openPlaces(url: string, residence: Residence): Places {
  const pool = openPool(url, { max: 1, applicationName: 'shequ-places', statementTimeoutMs: 10_000 })
  const refused = new Set<string>()
  const states = new Map<string, PlaceState>()
  let newest = '-infinity'
  let readAt = -Infinity
  let reading: Promise<void> | undefined

  async function read(): Promise<void> {
    const began = performance.now()
    const { rows } = await pool.query<PlaceRow>(
      `select community_code as community, state::text as state, since::text as since from community_place
       where since > $1::timestamptz - interval '${overlap}' order by since`,
      [newest],
    )
    for (const { community, state, since } of rows) {
      states.set(community, state)
      newest = since
    }
    readAt = began
  }

  return {
    residence,
    refresh() {
      if (performance.now() - readAt < mostAge) return undefined
      return (reading ??= read().finally(() => (reading = undefined)))
    },
    requireHere(community) {
      if (answers(stateOn(residence, community, states.get(community)))) return
      if (refused.size < mostRefused) refused.add(community)
      throw moved(community)
    },
    takeRefused() {
      const taken = [...refused]
      refused.clear()
      return taken
    },
    close: () => pool.end(),
  }
}
