import { cityOf } from '@shequ/schema/codes/division-code'
import type { NodeRegister } from '@shequ/subgraph/nodes/register-entry'
import { sqlTransaction } from '@shequ/subgraph/database/sql-transaction'
import type { Pool } from 'pg'
import { holdOffRelease } from '../../node/place/hold-off-release.js'
import { dropEntrusted } from './entrusted-release.js'

/** About how many communities the register is asked at a time. A period waits for days for counts that don't come. */
const mostAtATime = 10

/**
 * Makes what forgets the counts that were entrusted by nodes which the register no longer believes: no period waits for more of them.
 * Each call asks about the next communities, in the order of their codes, and gives those whose counts were forgotten.
 */
export function dropUnbelieved(pool: Pool, register: NodeRegister): () => Promise<readonly string[]> {
  let last = ''
  return async () => {
    const next = await sqlTransaction(pool, (sql) =>
      sql<{ code: string }>(
        'select community_code as code from entrusted_community where community_code > $1 order by community_code limit $2',
        last,
        mostAtATime,
      ),
    )
    last = next.length < mostAtATime ? '' : (next.at(-1)?.code ?? '')
    const dropped: string[] = []
    for (const { code } of next) {
      const status = (await register.find(code))?.status ?? 'HOSTED'
      // Who is on the way goes on with what it entrusted.
      if (status !== 'REVOKED' && status !== 'HOSTED') continue
      await sqlTransaction(
        pool,
        async (sql) => {
          await holdOffRelease(sql, cityOf(code))
          await dropEntrusted(sql, code)
        },
        [code],
      )
      dropped.push(code)
    }
    return dropped
  }
}
