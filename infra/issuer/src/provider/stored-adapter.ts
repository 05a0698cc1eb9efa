import { createHash } from 'node:crypto'
import type { Adapter, AdapterConstructor, AdapterPayload } from 'oidc-provider'
import type { Pool } from 'pg'
import { findClient } from '../clients/client.js'
import { clientMetadata } from './client-metadata.js'

/** Kinds that are found by another name than their own, which is therefore kept. Their own is signed in a cookie. */
const keptWithId = new Set(['Session', 'Interaction'])

interface Stored {
  readonly payload: AdapterPayload
  readonly consumed: number | null
}

/**
 * Keeps in PostgreSQL what `oidc-provider` keeps. Whoever has the id of a code or of a refresh token has the token: so ids are kept as
 * hashes. Clients are read alone; commands write them.
 */
export function storedAdapter(pool: Pool): AdapterConstructor {
  return class implements Adapter {
    constructor(readonly kind: string) {}

    async upsert(id: string, payload: AdapterPayload, expiresIn: number): Promise<void> {
      const { jti: _id, ...rest } = payload
      await pool.query(
        `insert into issued (kind, id, payload, grant_id, uid, expires_at) values ($1, $2, $3, $4, $5, now() + make_interval(secs => $6))
         on conflict (kind, id) do update set payload = excluded.payload, grant_id = excluded.grant_id, uid = excluded.uid,
           expires_at = excluded.expires_at`,
        [
          this.kind,
          hashed(id),
          JSON.stringify(keptWithId.has(this.kind) ? payload : rest),
          payload.grantId ?? null,
          payload.uid ?? null,
          expiresIn,
        ],
      )
    }

    async find(id: string): Promise<AdapterPayload | undefined> {
      if (this.kind === 'Client') {
        const client = await findClient(pool, id)
        return client && clientMetadata(client)
      }
      const found = await this.#read('id = $2', hashed(id))
      return found && { ...found, jti: id }
    }

    async findByUid(uid: string): Promise<AdapterPayload | undefined> {
      return await this.#read('uid = $2', uid)
    }

    async findByUserCode(): Promise<undefined> {
      return undefined
    }

    async consume(id: string): Promise<void> {
      await pool.query('update issued set consumed_at = now() where kind = $1 and id = $2', [this.kind, hashed(id)])
    }

    async destroy(id: string): Promise<void> {
      await pool.query('delete from issued where kind = $1 and id = $2', [this.kind, hashed(id)])
    }

    async revokeByGrantId(grantId: string): Promise<void> {
      await pool.query('delete from issued where grant_id = $1', [grantId])
    }

    async #read(where: 'id = $2' | 'uid = $2', value: string): Promise<AdapterPayload | undefined> {
      const { rows } = await pool.query<Stored>(
        `select payload, extract(epoch from consumed_at)::int as consumed from issued
         where kind = $1 and ${where} and expires_at > now()`,
        [this.kind, value],
      )
      const [row] = rows
      return row && { ...row.payload, ...(row.consumed === null ? {} : { consumed: row.consumed }) }
    }
  }
}

function hashed(id: string): string {
  return createHash('sha256').update(id).digest('base64url')
}
