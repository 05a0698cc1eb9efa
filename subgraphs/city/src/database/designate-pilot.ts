import { isWithin, withoutPadding } from '@shequ/schema/codes/division-code'
import { HubError } from '@shequ/schema/errors/hub-error'
import { toDayColumn } from '@shequ/subgraph/database/day-column'
import { requireText, shortText } from '@shequ/subgraph/records/text'
import type { DesignatePilotInput } from '../generated/resolver-types.js'
import { makeCityOnce } from './make-city-once.js'
import { requireCity } from './require-city.js'
import type { Writing } from './writing.js'

/** Enters the designation of a city, town or community, and gives its id. */
export async function designatePilot({ database }: Writing, input: DesignatePilotInput): Promise<string> {
  const { city, level, subjectKind, subjectCode } = input
  const awardedBy = requireText('awardedBy', input.awardedBy, shortText)
  requireSubject(input)
  return database.write(async (transaction) => {
    await requireCity(transaction, city)
    return makeCityOnce(transaction, 'designatePilot', input, (id) =>
      transaction.pilotDesignation.create({
        data: { cityCode: city, id, level, subjectKind, subjectCode, awardedBy, fromDate: toDayColumn(input.from) },
      }),
    )
  })
}

/** How many digits of a code name a town and a community. */
const digitsOf = { TOWN: 9, COMMUNITY: 12 } as const

function requireSubject({ city, subjectKind, subjectCode }: DesignatePilotInput): void {
  const fits =
    subjectKind === 'CITY'
      ? subjectCode === city
      : isWithin(subjectCode, city) && withoutPadding(subjectCode).length === digitsOf[subjectKind]
  if (fits) return
  const expected =
    subjectKind === 'CITY'
      ? { en: `the city's own code, ${city}`, zh: `本市代码 ${city}` }
      : { en: `a ${subjectKind} of the city ${city}`, zh: `市 ${city} 的 ${subjectKind}` }
  throw new HubError(
    'BAD_USER_INPUT',
    {
      en: `Expected \`subjectCode\` to be ${expected.en}, but got ${subjectCode}.`,
      zh: `\`subjectCode\` 应为${expected.zh}，而收到的是 ${subjectCode}。`,
    },
    {
      argument: 'subjectCode',
    },
  )
}
