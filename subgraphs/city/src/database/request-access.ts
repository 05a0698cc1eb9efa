import { HubError } from '@shequ/schema/errors/hub-error'
import { toGlobalId } from '@shequ/subgraph/records/global-id'
import { hashOfReceipt, newReceipt } from '@shequ/subgraph/records/receipt'
import { longText, requireText } from '@shequ/subgraph/records/text'
import type { RequestAccessInput } from '../generated/resolver-types.js'
import { requireCity } from './require-city.js'
import type { Writing } from './writing.js'

/** How many requests of one organisation may wait: so strangers add no more rows than the register has organisations. */
const mostWaiting = 3

const mostScopes = 20

/** Takes a request for access, and gives its id and its receipt, which is kept as a hash. */
export async function requestAccess(
  { database }: Writing,
  input: RequestAccessInput,
): Promise<{ readonly id: string; readonly receipt: string }> {
  const { city, organisation } = input
  const purpose = requireText('purpose', input.purpose, longText)
  const scopes = requireScopes(input.scopes ?? [])
  const receipt = newReceipt()
  return await database.write(async (transaction) => {
    await requireCity(transaction, city)
    // Whoever asks for the organisation at the same time waits, so that both count the other's.
    const known = await transaction.sql(
      'select 1 from organisation where credit_code = $1 and city_code = $2 and removed_at is null for update',
      organisation,
      city,
    )
    if (known.length === 0) {
      throw new HubError(
        'NOT_FOUND',
        {
          en: `Expected \`organisation\` to be on the register of ${city}, but ${organisation} is not. Ask the office of the city to register it.`,
          zh: `\`organisation\` 应在 ${city} 的登记中，而 ${organisation} 不在。请市级机关予以登记。`,
        },
        { argument: 'organisation' },
      )
    }
    const waiting = await transaction.sql(
      "select 1 from access_request where credit_code = $1 and status = 'PENDING' limit $2",
      organisation,
      mostWaiting,
    )
    if (waiting.length === mostWaiting) {
      throw new HubError(
        'CONFLICT',
        {
          en: `Expected fewer than ${mostWaiting} requests of ${organisation} that are not decided. Ask the office of the city to decide them.`,
          zh: `${organisation} 尚未决定的申请应少于 ${mostWaiting} 个。请市级机关先作决定。`,
        },
        { argument: 'organisation' },
      )
    }
    const [made] = await transaction.sql<{ id: string }>(
      `insert into access_request (city_code, credit_code, purpose, scopes, receipt_hash)
       values ($1, $2, $3, $4::text[], $5) returning id`,
      city,
      organisation,
      purpose,
      scopes,
      hashOfReceipt(receipt),
    )
    return { id: toGlobalId(city, made?.id ?? ''), receipt }
  })
}

function requireScopes(scopes: readonly string[]): string[] {
  const other = scopes.find((scope) => !/^[a-z][a-z0-9.:_-]{0,63}$/.test(scope))
  if (other === undefined && scopes.length <= mostScopes) return [...new Set(scopes)]
  const [got, gotInChinese] =
    other === undefined
      ? [`${scopes.length} of them`, `${scopes.length} 个`]
      : [JSON.stringify(other), JSON.stringify(other)]
  throw new HubError(
    'BAD_USER_INPUT',
    {
      en: `Expected at most ${mostScopes} \`scopes\` of 1 to 64 small letters, digits and . : _ -, beginning with a letter, but got ${got}.`,
      zh: `\`scopes\` 至多 ${mostScopes} 个，每个为1至64个小写字母、数字和 . : _ -，以字母开头，而收到的是 ${gotInChinese}。`,
    },
    { argument: 'scopes' },
  )
}
