import { toDayColumn } from '@shequ/subgraph/database/day-column'
import { toGlobalId } from '@shequ/subgraph/records/global-id'
import { requireDaysInOrder } from '@shequ/subgraph/records/numbers'
import { requireNotAhead } from '@shequ/subgraph/records/record-day'
import { longText, requireText, shortText } from '@shequ/subgraph/records/text'
import { once } from '@shequ/subgraph/writes/once'
import type { AdoptOrdinanceInput } from '../generated/resolver-types.js'
import type { Transaction } from './open-database.js'
import { requireCity } from './require-city.js'

/** Adopts an ordinance and gives its id. */
export async function adoptOrdinance(
  transaction: Transaction,
  input: AdoptOrdinanceInput,
  today: string,
): Promise<string> {
  const { city, adoptedOn } = input
  const inForceFrom = input.inForceFrom ?? adoptedOn
  const title = requireText('title', input.title, shortText)
  const summary = requireText('summary', input.summary, longText)
  requireNotAhead('adoptedOn', adoptedOn, today)
  requireDaysInOrder('adoptedOn', adoptedOn, 'inForceFrom', inForceFrom)
  await requireCity(transaction, city)
  const { id, isNew } = await once(transaction.sql, {
    ownerColumn: 'owner',
    owner: city,
    operation: 'adoptOrdinance',
    input,
  })
  if (isNew) {
    await transaction.ordinance.create({
      data: {
        cityCode: city,
        id,
        title,
        summary,
        adoptedOn: toDayColumn(adoptedOn),
        inForceFrom: toDayColumn(inForceFrom),
      },
    })
  }
  return toGlobalId(city, id)
}
