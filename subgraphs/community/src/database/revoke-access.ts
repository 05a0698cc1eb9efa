import { HubError } from '@shequ/schema/errors/hub-error'
import { requireOwnId, toGlobalId } from '@shequ/subgraph/records/global-id'
import { notFound } from '@shequ/subgraph/records/not-found'
import type { RevokeAccessInput } from '../generated/resolver-types.js'
import { type Writing, written } from './writing.js'

/** Takes a grant back from now on, and gives its id. */
export async function revokeAccess(writing: Writing, input: RevokeAccessInput): Promise<string> {
  const { community: communityCode } = input
  const id = requireOwnId('accessGrant', input.accessGrant, communityCode)
  return writing.database.write(async (transaction) => {
    const [grant] = await transaction.sql<{ until: string; isRevoked: boolean }>(
      `select ends_on::text as until, revoked_at is not null as "isRevoked" from access_grant
       where community_code = $1 and id = $2::uuid and removed_at is null for no key update`,
      communityCode,
      id,
    )
    if (!grant) throw notFound('accessGrant', input.accessGrant)
    if (grant.isRevoked || grant.until < writing.today()) {
      const [got, gotInChinese] = grant.isRevoked
        ? ['was taken back', '已收回']
        : [`ended on ${grant.until}`, `已于 ${grant.until} 到期`]
      throw new HubError('CLOSED', {
        en: `Expected a grant that is good, but this one ${got}.`,
        zh: `应为有效的授权，而该授权${gotInChinese}。`,
      })
    }
    await transaction.accessGrant.update({
      where: { communityCode_id: { communityCode, id } },
      data: { revokedAt: writing.now(), ...written(writing) },
    })
    return toGlobalId(communityCode, id)
  })
}
