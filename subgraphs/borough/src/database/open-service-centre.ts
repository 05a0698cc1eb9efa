import { toDayColumn } from '@shequ/subgraph/database/day-column'
import { toGlobalId } from '@shequ/subgraph/records/global-id'
import { requireText, shortText } from '@shequ/subgraph/records/text'
import { once } from '@shequ/subgraph/writes/once'
import type { OpenServiceCentreInput } from '../generated/resolver-types.js'
import type { Transaction } from './open-database.js'
import { requireBorough } from './require-borough.js'

/** Opens a service centre and gives its id. */
export async function openServiceCentre(transaction: Transaction, input: OpenServiceCentreInput): Promise<string> {
  const { borough } = input
  const name = requireText('name', input.name, shortText)
  const address = requireText('address', input.address, shortText)
  await requireBorough(transaction, borough)
  const { id, isNew } = await once(transaction.sql, {
    ownerColumn: 'owner',
    owner: borough,
    operation: 'openServiceCentre',
    input,
  })
  if (isNew) {
    await transaction.serviceCentre.create({
      data: { boroughCode: borough, id, name, address, openedOn: toDayColumn(input.openedOn) },
    })
  }
  return toGlobalId(borough, id)
}
