import { HubError } from '@shequ/schema/errors/hub-error'
import { requireOwnId, toGlobalId } from '@shequ/subgraph/records/global-id'
import { notFound } from '@shequ/subgraph/records/not-found'
import type { CloseProposalInput } from '../generated/resolver-types.js'
import { type Writing, written } from './writing.js'

/**
 * Ends voting on a proposal, which decides it, and gives its id. Votes under way are counted first.
 *
 * @throws {HubError} CLOSED when it is closed.
 */
export async function closeProposal(writing: Writing, input: CloseProposalInput): Promise<string> {
  const { community: communityCode } = input
  const id = requireOwnId('proposal', input.proposal, communityCode)
  return writing.database.write(async (transaction) => {
    const [proposal] = await transaction.sql<{ isClosed: boolean }>(
      `select closed_at is not null as "isClosed" from proposal
       where community_code = $1 and id = $2::uuid and removed_at is null for no key update`,
      communityCode,
      id,
    )
    if (!proposal) throw notFound('proposal', input.proposal)
    if (proposal.isClosed)
      throw new HubError('CLOSED', {
        en: 'Expected a proposal that is open, but it is closed.',
        zh: '应为未结束的提案，而该提案已结束。',
      })
    await transaction.proposal.update({
      where: { communityCode_id: { communityCode, id } },
      data: { closedAt: writing.now(), ...written(writing) },
    })
    return toGlobalId(communityCode, id)
  })
}
