import { HubError } from '@shequ/schema/errors/hub-error'
import type { WithdrawMoveConsentInput } from '../generated/resolver-types.js'
import type { MoveConsentRow } from './rows.js'
import { moveConsentColumns } from './move-consent-columns.js'
import { requireCommunity } from './require-community.js'
import type { Writing } from './writing.js'

/**
 * Takes a consent to move back at once. Records that have left are not called back by it.
 *
 * @throws {HubError} CLOSED where there is none that holds.
 */
export async function withdrawMoveConsent(
  writing: Writing,
  { community, direction }: WithdrawMoveConsentInput,
): Promise<MoveConsentRow> {
  return writing.database.writeSql(async (sql) => {
    await requireCommunity(sql, community)
    const [consent] = await sql<MoveConsentRow>(
      `update move_consent set withdrawn_at = $4::timestamptz
       where community_code = $1 and direction = $2::move_direction and withdrawn_at is null and until >= $3::date
       returning ${moveConsentColumns}`,
      community,
      direction,
      writing.today(),
      writing.now().toISOString(),
    )
    if (consent) return consent
    throw new HubError(
      'CLOSED',
      {
        en: `Expected a consent to the move ${direction} that holds, but there is none.`,
        zh: `应为对迁移 ${direction} 的有效同意，而没有这样的同意。`,
      },
      {
        community,
      },
    )
  })
}
