import { toGlobalId } from '@shequ/subgraph/records/global-id'
import { requirePositiveMoney, requireRange } from '@shequ/subgraph/records/numbers'
import { once } from '@shequ/subgraph/writes/once'
import type { AllocateInput } from '../generated/resolver-types.js'
import type { Transaction } from './open-database.js'
import { requireDivisions } from './require-divisions.js'

/** Allocates money to a community of the borough and gives the allocation's id. */
export async function allocate(transaction: Transaction, input: AllocateInput): Promise<string> {
  const { borough, community, purpose } = input
  const year = requireRange('year', input.year, 2000, 2100)
  const amount = requirePositiveMoney('amount', input.amount)
  const { id, isNew } = await once(transaction.sql, {
    ownerColumn: 'owner',
    owner: borough,
    operation: 'allocate',
    input,
  })
  if (isNew) {
    await requireDivisions(transaction, { argument: 'community', level: 'community', borough, codes: [community] })
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
  }
  return toGlobalId(borough, id)
}
