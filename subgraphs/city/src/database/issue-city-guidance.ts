import { isWithin, withoutPadding } from '@shequ/schema/codes/division-code'
import { HubError } from '@shequ/schema/errors/hub-error'
import { toDayColumn } from '@shequ/subgraph/database/day-column'
import { toGlobalId } from '@shequ/subgraph/records/global-id'
import { requireDaysInOrder } from '@shequ/subgraph/records/numbers'
import { requireNotAhead } from '@shequ/subgraph/records/record-day'
import { longText, requireText, shortText } from '@shequ/subgraph/records/text'
import { once } from '@shequ/subgraph/writes/once'
import type { IssueCityGuidanceInput } from '../generated/resolver-types.js'
import type { Transaction } from './open-database.js'
import { requireCity } from './require-city.js'

/** Issues guidance to the communities of some boroughs of the city, of all where none is named, and gives its id. */
export async function issueCityGuidance(
  transaction: Transaction,
  input: IssueCityGuidanceInput,
  today: string,
): Promise<string> {
  const { city, issuedOn } = input
  const title = requireText('title', input.title, shortText)
  const text = requireText('text', input.text, longText)
  const answerBy = input.answerBy ?? null
  requireNotAhead('issuedOn', issuedOn, today)
  if (answerBy !== null) requireDaysInOrder('issuedOn', issuedOn, 'answerBy', answerBy)
  const boroughs = [...new Set(input.boroughs)]
  refuseOthers(city, boroughs)
  await requireCity(transaction, city)
  const { id, isNew } = await once(transaction.sql, {
    ownerColumn: 'owner',
    owner: city,
    operation: 'issueCityGuidance',
    input,
  })
  if (isNew) {
    await transaction.cityGuidance.create({
      data: {
        cityCode: city,
        id,
        title,
        text,
        issuedOn: toDayColumn(issuedOn),
        answerBy: answerBy && toDayColumn(answerBy),
        boroughs,
      },
    })
  }
  return toGlobalId(city, id)
}

/** Which boroughs there are is the boroughs' to say; that they lie in the city is read off their codes. */
function refuseOthers(city: string, boroughs: readonly string[]): void {
  const other = boroughs.find((code) => !isWithin(code, city) || withoutPadding(code).length > 6)
  if (other === undefined) return
  throw new HubError('NOT_FOUND', `Expected \`boroughs\` to be boroughs of ${city}, but got ${other}.`, {
    argument: 'boroughs',
  })
}
