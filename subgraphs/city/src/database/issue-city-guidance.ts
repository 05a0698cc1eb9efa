import { isWithin, withoutPadding } from '@shequ/schema/codes/division-code'
import { HubError } from '@shequ/schema/errors/hub-error'
import { toDayColumn } from '@shequ/subgraph/database/day-column'
import { requireDaysInOrder } from '@shequ/subgraph/records/numbers'
import { requireNotAhead } from '@shequ/subgraph/records/record-day'
import { longText, requireText, shortText } from '@shequ/subgraph/records/text'
import type { IssueCityGuidanceInput } from '../generated/resolver-types.js'
import { makeCityOnce } from './make-city-once.js'
import { requireCity } from './require-city.js'
import type { Writing } from './writing.js'

/** Issues guidance to the communities of some boroughs of the city, of all where none is named, and gives its id. */
export async function issueCityGuidance({ database, today }: Writing, input: IssueCityGuidanceInput): Promise<string> {
  const { city, issuedOn } = input
  const title = requireText('title', input.title, shortText)
  const text = requireText('text', input.text, longText)
  const answerBy = input.answerBy ?? null
  requireNotAhead('issuedOn', issuedOn, today())
  if (answerBy !== null) requireDaysInOrder('issuedOn', issuedOn, 'answerBy', answerBy)
  const boroughs = [...new Set(input.boroughs)]
  refuseOthers(city, boroughs)
  return database.write(async (transaction) => {
    await requireCity(transaction, city)
    return makeCityOnce(transaction, 'issueCityGuidance', input, (id) =>
      transaction.cityGuidance.create({
        data: {
          cityCode: city,
          id,
          title,
          text,
          issuedOn: toDayColumn(issuedOn),
          answerBy: answerBy && toDayColumn(answerBy),
          boroughs,
        },
      }),
    )
  })
}

/** Which boroughs there are is the boroughs' to say; that they lie in the city is read off their codes. */
function refuseOthers(city: string, boroughs: readonly string[]): void {
  const other = boroughs.find((code) => !isWithin(code, city) || withoutPadding(code).length > 6)
  if (other === undefined) return
  throw new HubError(
    'NOT_FOUND',
    {
      en: `Expected \`boroughs\` to be boroughs of ${city}, but got ${other}.`,
      zh: `\`boroughs\` 应为 ${city} 的区，而收到的是 ${other}。`,
    },
    {
      argument: 'boroughs',
    },
  )
}
