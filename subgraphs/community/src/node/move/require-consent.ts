import { HubError } from '@shequ/schema/errors/hub-error'
import { chinaDay } from '@shequ/process/china-day'
import type { TransactionSql } from '@shequ/subgraph/writes/once'

/** A move for which a community's consent is wanted. */
export interface WantedMove {
  readonly community: string
  readonly direction: 'TO_OWN_NODE' | 'TO_HOSTED'
  /** The thumbprints of the keys by which the register knows the node that asks. */
  readonly keys: readonly string[]
  readonly now: Date
}

interface Consent {
  readonly until: string
  readonly key: string | null
  readonly isWithdrawn: boolean
}

/**
 * Lets a community's records leave this server only where the community's own office has said so: to this node, or back to the hosted
 * server, today. Whoever runs the servers, and the office of the borough, can't say it in the community's place.
 *
 * @throws {HubError} CONSENT_REQUIRED saying what is missing, and who has to do what.
 */
export async function requireConsent(sql: TransactionSql, wanted: WantedMove): Promise<void> {
  const { community, direction } = wanted
  const [consent] = await sql<Consent>(
    `select until::text as until, key, withdrawn_at is not null as "isWithdrawn" from move_consent
     where community_code = $1 and direction = $2::move_direction`,
    community,
    direction,
  )
  const fault = faultOf(consent, wanted)
  if (fault === undefined) return
  const key = wanted.keys.at(-1) ?? ''
  const command = direction === 'TO_HOSTED' ? '--back' : `--key ${key}`
  throw new HubError(
    'CONSENT_REQUIRED',
    `Expected the office of ${community} to consent to this move, but ${fault}. Nothing was moved. The office consents by the mutation \`consentToMove\` with the direction ${direction}, or by \`hub node consent --community ${community} ${command}\`; then ask again.`,
    { community, direction },
  )
}

function faultOf(consent: Consent | undefined, { direction, keys, now }: WantedMove): string | undefined {
  if (consent === undefined) return 'it has given no consent'
  if (consent.isWithdrawn) return 'it has withdrawn its consent'
  if (consent.until < chinaDay(now)) return `its consent ended on ${consent.until}`
  if (direction === 'TO_OWN_NODE' && !keys.includes(consent.key ?? '')) {
    return `its consent is for a node with the key ${consent.key}`
  }
  return undefined
}
