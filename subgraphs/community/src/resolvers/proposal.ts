import type { ProposalResolvers } from '../generated/resolver-types.js'
import { sharedRecord } from './load-shared.js'
import { smallestCellIn, yearOf } from './smallest-cell-in.js'

export const Proposal: ProposalResolvers = {
  __resolveReference: sharedRecord({ name: 'Proposal', dataset: 'PROPOSALS', loaderOf: (loaders) => loaders.proposal }),
  outcome: async (proposal, _args, { loaders }) => {
    if (proposal.status === 'OPEN') return null
    const { yes, no } = await loaders.voteCount.load(proposal)
    return yes > no ? 'ACCEPTED' : 'REJECTED'
  },
  tally: async (proposal, _args, { loaders, today }) => {
    if (proposal.status === 'OPEN') return null
    const [count, self] = await Promise.all([loaders.voteCount.load(proposal), loaders.community.load(proposal.owner)])
    const voters = count.yes + count.no + count.abstained
    return self && voters >= smallestCellIn(self, yearOf(today())) ? count : null
  },
}
