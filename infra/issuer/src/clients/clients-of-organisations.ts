import type { Pool } from 'pg'
import { NoSuchClient, revokeClient, rotateClient } from './change-client.js'

/** A client of an organisation, without anything of its secret but until when an earlier one is good. */
export interface OrganisationClient {
  readonly id: string
  readonly organisation: string
  readonly name: string
  readonly scopes: string[]
  readonly createdAt: Date
  readonly lastUsedAt: Date | null
  readonly earlierSecretUntil: Date | null
  readonly revokedAt: Date | null
}

/** What organisations see of their clients, and may do with them. */
export function clientsOfOrganisations(pool: Pool) {
  return {
    /** The clients of organisations, latest first. */
    async list(organisations: readonly string[]): Promise<readonly OrganisationClient[]> {
      const { rows } = await pool.query<OrganisationClient>(
        `select id, organisation, name, scopes, created_at as "createdAt", last_used_at as "lastUsedAt",
           case when earlier_until > now() then earlier_until end as "earlierSecretUntil", revoked_at as "revokedAt"
         from client where organisation = any($1::text[]) order by created_at desc, id`,
        [organisations],
      )
      return rows
    },
    /** Gives a client another secret; undefined where the organisation has none of this id that gets tokens. */
    rotate(organisation: string, id: string, hours: number): Promise<string | undefined> {
      return unlessMissing(async () => (await rotateClient(pool, id, hours, organisation)).secret)
    },
    /** Ends a client; undefined where the organisation has none of this id that gets tokens. */
    revoke(organisation: string, id: string): Promise<true | undefined> {
      return unlessMissing<true>(async () => {
        await revokeClient(pool, id, organisation)
        return true
      })
    },
  }
}

async function unlessMissing<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof NoSuchClient) return undefined
    throw error
  }
}
