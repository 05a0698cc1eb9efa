import DataLoader from 'dataloader'
import type { RunStatement } from '@shequ/subgraph/database/statement'
import type { ProposalRow } from '../database/rows.js'

/** How many voted for and against a proposal. */
export interface VoteCount {
  readonly yes: number
  readonly no: number
  readonly abstained: number
}

const noVotes: VoteCount = { yes: 0, no: 0, abstained: 0 }

/** Counts the votes on proposals, all in one statement. What of it may be shown is for the reader to decide. */
export function voteCountLoader(run: RunStatement): DataLoader<ProposalRow, VoteCount, string> {
  return new DataLoader<ProposalRow, VoteCount, string>(
    async (proposals) => {
      const rows = await run<VoteCount & { id: string }>({
        text: `select community_code || ':' || proposal_id as id, (count(*) filter (where choice = 'YES'))::int as yes,
  (count(*) filter (where choice = 'NO'))::int as no, (count(*) filter (where choice = 'ABSTAIN'))::int as abstained
from vote where community_code = any($1::text[]) and proposal_id = any($2::uuid[]) group by community_code, proposal_id`,
        values: [[...new Set(proposals.map(({ owner }) => owner))], proposals.map(({ uuid }) => uuid)],
      })
      const counts = new Map(rows.map(({ id, yes, no, abstained }) => [id, { yes, no, abstained }]))
      return proposals.map(({ id }) => counts.get(id) ?? noVotes)
    },
    { cacheKeyFn: ({ id }) => id },
  )
}
