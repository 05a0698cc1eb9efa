import { HubError } from '@shequ/schema/errors/hub-error'
import { requireNotAhead } from '@shequ/subgraph/records/record-day'
import { requireText, shortText } from '@shequ/subgraph/records/text'
import type { OrganisationKind, RegisterOrganisationInput } from '../generated/resolver-types.js'
import { requireCity } from './require-city.js'
import type { Writing } from './writing.js'

/** The legal form that the first two characters of a credit code tell (GB 32100-2015, table 2). */
const kindsByPrefix: Readonly<Record<string, OrganisationKind>> = {
  '51': 'ASSOCIATION',
  '52': 'PRIVATE_NON_ENTERPRISE_UNIT',
  '53': 'FOUNDATION',
  '91': 'COMPANY',
}

const mostOtherNames = 20

/** Enters an organisation into the register and gives its credit code, which is its key, so that a retry changes nothing. */
export async function registerOrganisation(
  { database, today }: Writing,
  input: RegisterOrganisationInput,
): Promise<string> {
  const { city, creditCode } = input
  const kind = requireKind(creditCode)
  const name = requireText('name', input.name, shortText)
  const otherNames = requireOtherNames(input.otherNames ?? [])
  if (input.foundingDate) requireNotAhead('foundingDate', input.foundingDate, today())
  return database.write(async (transaction) => {
    await requireCity(transaction, city)
    const entered = await transaction.sql(
      `insert into organisation (credit_code, city_code, name, other_names, kind, founding_date)
       values ($1, $2, $3, $4::text[], $5::organisation_kind, $6::date) on conflict do nothing returning credit_code`,
      creditCode,
      city,
      name,
      otherNames,
      kind,
      input.foundingDate ?? null,
    )
    if (entered.length > 0) return creditCode
    throw new HubError(
      'CONFLICT',
      {
        en: `Expected a credit code that is not registered, but ${creditCode} is. Ask for organisation(creditCode) to see it.`,
        zh: `应为尚未登记的信用代码，而 ${creditCode} 已登记。可用 organisation(creditCode) 查看。`,
      },
      { argument: 'creditCode' },
    )
  })
}

function requireKind(creditCode: string): OrganisationKind {
  const kind = kindsByPrefix[creditCode.slice(0, 2)]
  if (kind) return kind
  throw new HubError(
    'BAD_USER_INPUT',
    {
      en: `Expected \`creditCode\` to begin with 51 (association), 52 (private non-enterprise unit), 53 (foundation) or 91 (company), but got ${creditCode}.`,
      zh: `\`creditCode\` 应以51（社会团体）、52（民办非企业单位）、53（基金会）或91（企业）开头，而收到的是 ${creditCode}。`,
    },
    { argument: 'creditCode' },
  )
}

function requireOtherNames(names: readonly string[]): string[] {
  if (names.length <= mostOtherNames) {
    return [...new Set(names.map((name, index) => requireText(`otherNames.${index}`, name, shortText)))]
  }
  throw new HubError(
    'BAD_USER_INPUT',
    {
      en: `Expected at most ${mostOtherNames} \`otherNames\`, but got ${names.length}.`,
      zh: `\`otherNames\` 至多 ${mostOtherNames} 个，而收到了 ${names.length} 个。`,
    },
    {
      argument: 'otherNames',
    },
  )
}
