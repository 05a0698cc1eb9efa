import { requirePositiveMoney, requireRange } from '@shequ/subgraph/records/numbers'
import type { AllocateInput } from '../generated/resolver-types.js'
import { makeBoroughOnce } from './make-borough-once.js'
import { requireDivisions } from './require-divisions.js'
import type { Writing } from './writing.js'

/** Allocates money to a community of the borough and gives the allocation's id. */
export async function allocate({ database }: Writing, input: AllocateInput): Promise<string> {
  const { borough, community, purpose } = input
  const year = requireRange('year', input.year, 2000, 2100)
  const amount = requirePositiveMoney('amount', input.amount)
  return database.write((transaction) =>
    makeBoroughOnce(transaction, 'allocate', input, async (id) => {
      await requireDivisions(transaction.sql, {
        argument: 'community',
        level: 'community',
        borough,
        codes: [community],
      })
      await transaction.allocation.create({
        data: {
          boroughCode: borough,
          id,
          communityCode: community,
          year,
          purpose,
          amount,
          relieved: input.relieved ?? '0',
        },
      })
    }),
  )
}
