import { toDayColumn } from '@shequ/subgraph/database/day-column'
import { requireDaysInOrder } from '@shequ/subgraph/records/numbers'
import { longText, requireText, shortText } from '@shequ/subgraph/records/text'
import type { OpenProposalInput } from '../generated/resolver-types.js'
import { makeCommunityOnce } from './make-community-once.js'
import { type Writing, written } from './writing.js'

/** Opens a proposal for voting on its days, and gives its id. */
export async function openProposal(writing: Writing, input: OpenProposalInput): Promise<string> {
  const { openedOn, votingUntil } = input
  requireDaysInOrder('openedOn', openedOn, 'votingUntil', votingUntil)
  const data = {
    communityCode: input.community,
    title: requireText('title', input.title, shortText),
    text: requireText('text', input.text, longText),
    openedOn: toDayColumn(openedOn),
    votingUntil: toDayColumn(votingUntil),
  }
  return writing.database.write((transaction) =>
    makeCommunityOnce(transaction, 'openProposal', input, (id) =>
      transaction.proposal.create({ data: { id, ...data, ...written(writing) } }),
    ),
  )
}
