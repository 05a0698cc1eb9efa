import { loadExisting } from '@shequ/subgraph/loaders/load-existing'
import type { CommunityResolvers } from '../generated/resolver-types.js'
import { visibleTo } from './visible-to.js'

/**
 * Says how a place or a voice stands to whoever has its receipt, and enters it into the community's log. What is no receipt is answered
 * alike, whatever the community has.
 */
export const followUp: NonNullable<CommunityResolvers['followUp']> = async ({ code }, { receipt }, context) => {
  const { accesses, loaders } = context
  const receipted = await loaders.receipted.load({ community: code, receipt })
  if (!receipted) return null
  const { programme, status, voice } = receipted
  accesses.note(
    { community: code, action: 'READ', dataset: null, field: 'Community.followUp', basis: { kind: 'RECEIPT' } },
    1,
  )
  return {
    enrolment:
      programme && status
        ? { programme: await loadExisting(loaders.programme, programme), status, receipt: null }
        : null,
    voice: voice === null ? null : await loadExisting(visibleTo(context, code).voice, voice),
  }
}
