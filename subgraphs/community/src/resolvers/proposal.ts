import { isOwnOffice } from '../access/is-own-office.js'
import type { ProposalResolvers } from '../generated/resolver-types.js'
import type { VoteCount } from '../loaders/vote-count.js'
import { sharedRecord } from './load-shared.js'
import { proposal as sharedProposal } from './shared-types.js'
import { smallestCellIn, yearOf } from './smallest-cell-in.js'

export const Proposal: ProposalResolvers = {
  __resolveReference: sharedRecord(sharedProposal),
  outcome: async (proposal, _args, { loaders }) => {
    if (proposal.status === 'OPEN') return null
    const { yes, no } = await loaders.voteCount.load(proposal)
    return yes > no ? 'ACCEPTED' : 'REJECTED'
  },
  tally: async (proposal, _args, { loaders, today, viewer }) => {
    if (proposal.status === 'OPEN') return null
    const count = await loaders.voteCount.load(proposal)
    if (isOwnOffice(viewer, proposal.owner)) return count
    const self = await loaders.community.load(proposal.owner)
    return self && mayTell(count, smallestCellIn(self, yearOf(today()))) ? count : null
  },
}

/** Whether a tally tells nobody how one or two voted, and not of fewer voters than a community publishes. */
function mayTell({ yes, no, abstained }: VoteCount, smallestCell: number): boolean {
  const parts = [yes, no, abstained]
  return yes + no + abstained >= smallestCell && parts.every((part) => part === 0 || part > 2)
}
