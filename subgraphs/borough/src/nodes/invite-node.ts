import { createHash, randomBytes } from 'node:crypto'
import { requireRange } from '@shequ/subgraph/records/numbers'
import type { InviteNodeInput } from '../generated/resolver-types.js'
import { requireDivisions } from '../database/require-divisions.js'
import type { Writing } from '../database/writing.js'

/** An invitation that was made. `token` is kept nowhere. */
export interface Invitation {
  readonly community: string
  readonly token: string
  /** ISO 8601, UTC. */
  readonly until: string
}

/** Makes an invitation to run a node, good for so many hours. */
export async function inviteNode({ database, now }: Writing, input: InviteNodeInput): Promise<Invitation> {
  const { borough, community } = input
  const hours = requireRange('hours', input.hours ?? 72, 1, 720)
  return database.writeSql(async (sql) => {
    await requireDivisions(sql, { argument: 'community', level: 'community', borough, codes: [community] })
    const token = randomBytes(32).toString('base64url')
    const until = new Date(now().getTime() + hours * 3_600_000).toISOString()
    await sql(
      `insert into node_invitation (digest, community_code, until) values ($1, $2, $3::timestamptz)`,
      digestOf(token),
      community,
      until,
    )
    return { community, token, until }
  })
}

/** What is kept of a token. */
export function digestOf(token: string): Uint8Array {
  return createHash('sha256').update(token).digest()
}
