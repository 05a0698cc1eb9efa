import { toDayColumn } from '@shequ/subgraph/database/day-column'
import { requireDaysInOrder } from '@shequ/subgraph/records/numbers'
import { requireNotAhead } from '@shequ/subgraph/records/record-day'
import { longText, requireText, shortText } from '@shequ/subgraph/records/text'
import type { AdoptOrdinanceInput } from '../generated/resolver-types.js'
import { makeCityOnce } from './make-city-once.js'
import { requireCity } from './require-city.js'
import type { Writing } from './writing.js'

/** Adopts an ordinance and gives its id. */
export async function adoptOrdinance({ database, today }: Writing, input: AdoptOrdinanceInput): Promise<string> {
  const { city, adoptedOn } = input
  const inForceFrom = input.inForceFrom ?? adoptedOn
  const title = requireText('title', input.title, shortText)
  const summary = requireText('summary', input.summary, longText)
  requireNotAhead('adoptedOn', adoptedOn, today())
  requireDaysInOrder('adoptedOn', adoptedOn, 'inForceFrom', inForceFrom)
  return database.write(async (transaction) => {
    await requireCity(transaction, city)
    return makeCityOnce(transaction, 'adoptOrdinance', input, (id) =>
      transaction.ordinance.create({
        data: {
          cityCode: city,
          id,
          title,
          summary,
          adoptedOn: toDayColumn(adoptedOn),
          inForceFrom: toDayColumn(inForceFrom),
        },
      }),
    )
  })
}
