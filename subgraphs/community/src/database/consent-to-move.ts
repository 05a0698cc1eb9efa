import { HubError } from '@shequ/schema/errors/hub-error'
import { chinaDay } from '@shequ/process/china-day'
import { requireDaysInOrder } from '@shequ/subgraph/records/numbers'
import type { ConsentToMoveInput } from '../generated/resolver-types.js'
import type { MoveConsentRow } from './rows.js'
import { moveConsentColumns } from './move-consent-columns.js'
import { requireCommunity } from './require-community.js'
import type { Writing } from './writing.js'

/** For how many days a consent may hold after the day on which it is given. */
const mostDays = 31

/** Lets a community's records move to another server until a day, in the place of whatever consent to that there was. */
export async function consentToMove(
  writing: Writing,
  { community, direction, until, key }: ConsentToMoveInput,
): Promise<MoveConsentRow> {
  const today = writing.today()
  requireDaysInOrder('today', today, 'until', until)
  const last = chinaDay(new Date(writing.now().getTime() + mostDays * 86_400_000))
  requireDaysInOrder('until', until, `the last day of a consent that is given today`, last)
  const kid = readKey(direction, key ?? null)
  return writing.database.writeSql(async (sql) => {
    await requireCommunity(sql, community)
    const [consent] = await sql<MoveConsentRow>(
      `insert into move_consent (community_code, direction, until, key, given_at)
       values ($1, $2::move_direction, $3::date, $4, $5::timestamptz)
       on conflict (community_code, direction) do update
         set until = excluded.until, key = excluded.key, given_at = excluded.given_at, withdrawn_at = null
       returning ${moveConsentColumns}`,
      community,
      direction,
      until,
      kid,
      writing.now().toISOString(),
    )
    if (consent) return consent
    throw new Error('Expected the consent that was just given, but there is none.')
  })
}

function readKey(direction: ConsentToMoveInput['direction'], key: string | null): string | null {
  const fault =
    direction === 'TO_HOSTED'
      ? key !== null && {
          en: 'Expected no `key` with TO_HOSTED, since there is one hosted server, but got one.',
          zh: '迁回托管服务器（TO_HOSTED）时不应给出 `key`，因为托管服务器只有一台，而收到了一个。',
        }
      : !/^[\w-]{43}$/.test(key ?? '') && {
          en: "Expected `key` to be the thumbprint of the node's key, 43 characters, as `hub node status` tells it.",
          zh: '`key` 应为节点密钥的指纹，共43个字符，由 `hub node status` 给出。',
        }
  if (fault === false) return key
  throw new HubError('BAD_USER_INPUT', fault, { argument: 'key' })
}
