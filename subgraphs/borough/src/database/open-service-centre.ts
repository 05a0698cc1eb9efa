import { toDayColumn } from '@shequ/subgraph/database/day-column'
import { requireText, shortText } from '@shequ/subgraph/records/text'
import type { OpenServiceCentreInput } from '../generated/resolver-types.js'
import { makeBoroughOnce } from './make-borough-once.js'
import { requireBorough } from './require-borough.js'
import type { Writing } from './writing.js'

/** Opens a service centre and gives its id. */
export async function openServiceCentre({ database }: Writing, input: OpenServiceCentreInput): Promise<string> {
  const { borough } = input
  const name = requireText('name', input.name, shortText)
  const address = requireText('address', input.address, shortText)
  return database.write(async (transaction) => {
    await requireBorough(transaction, borough)
    return makeBoroughOnce(transaction, 'openServiceCentre', input, (id) =>
      transaction.serviceCentre.create({
        data: { boroughCode: borough, id, name, address, openedOn: toDayColumn(input.openedOn) },
      }),
    )
  })
}
