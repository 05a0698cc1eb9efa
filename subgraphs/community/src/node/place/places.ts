import type { HubError } from '@shequ/schema/errors/hub-error'
import { openPool } from '@shequ/postgres/open-pool'
import type { PlaceState } from '@shequ/subgraph/nodes/hosted-moves'
import { type Server, answers, moved, stateOn } from './server.js'

/** Finds out whether the register names this server for communities by now, and changes their places accordingly. */
export type SettlePlaces = (communities: readonly string[]) => Promise<void>

/** For which communities a server answers questions. */
export interface Places {
  readonly server: Server
  /**
   * Sees to it that what is known was read a moment ago; undefined when it was. Records that have left stay in the database for
   * longer than that, so that no question finds them half gone.
   */
  refresh(): Promise<void> | undefined
  /** Reads what is known anew, however recently it was read. */
  readAnew(): Promise<void>
  /** Whether this server answers for the community. */
  isHere(community: string): boolean
  /** The error that refuses what another server is to be asked for. It is remembered whose it was. */
  refuse(community: string): HubError
  /**
   * Has those settled that were refused: a gateway that hears of a change first asks here before this server has followed.
   */
  settleRefused(): Promise<void>
  /** Has communities settled by `settle` from now on. */
  settleBy(settle: SettlePlaces): void
  close(): Promise<void>
}

/** How old what is known may be, in milliseconds. */
const mostAge = 500

/** How many refused communities are remembered, and for how long one is not settled again, in milliseconds. */
const mostRefused = 1_000
const betweenSettlements = 250

interface PlaceRow {
  readonly community: string
  readonly state: PlaceState
  readonly mark: string
}

/** Reads the places of communities, on a connection of its own: a question's statements are its own alone. */
export function openPlaces(url: string, server: Server): Places {
  const pool = openPool(url, { max: 1, applicationName: 'shequ-places', statementTimeoutMs: 10_000 })
  const refused = new Set<string>()
  const settledAt = new Map<string, number>()
  let settle: SettlePlaces | undefined
  const states = new Map<string, PlaceState>()
  let mark = '0'
  let readAt = -Infinity
  let reading: Promise<void> | undefined

  async function read(): Promise<void> {
    const began = performance.now()
    const { rows } = await pool.query<PlaceRow>(
      // Changes of transactions that are under way now are read next time, whatever the clock says of them.
      `select community_code as community, state::text as state, pg_snapshot_xmin(pg_current_snapshot())::text as mark
       from community_place where changed_in >= $1::bigint`,
      [mark],
    )
    for (const row of rows) {
      states.set(row.community, row.state)
      mark = row.mark
    }
    readAt = began
  }

  function refresh(): Promise<void> | undefined {
    if (performance.now() - readAt < mostAge) return undefined
    return (reading ??= read().finally(() => (reading = undefined)))
  }

  async function readAnew(): Promise<void> {
    // A reading that is under way may have passed what the caller is after.
    await reading?.catch(() => undefined)
    readAt = -Infinity
    await refresh()
  }

  function refuse(community: string): HubError {
    const isMine = server.kind === 'HOSTED' || server.community === community
    if (isMine && refused.size < mostRefused) refused.add(community)
    return moved(community)
  }

  return {
    server,
    refresh,
    readAnew,
    refuse,
    isHere: (community) => answers(stateOn(server, community, states.get(community))),
    settleBy(by) {
      settle = by
    },
    async settleRefused() {
      if (refused.size === 0) return
      const now = performance.now()
      const due = [...refused].filter((community) => now - (settledAt.get(community) ?? -Infinity) > betweenSettlements)
      refused.clear()
      if (settle !== undefined && due.length > 0) {
        if (settledAt.size > mostRefused) settledAt.clear()
        for (const community of due) settledAt.set(community, now)
        await settle(due)
      }
      // What was settled too lately to be settled again may have been changed by another process since.
      await readAnew()
    },
    close: () => pool.end(),
  }
}
