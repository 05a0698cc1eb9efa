import { ngoConsignments } from '../../generated/pages/ngo/ngo-consignments'
import { sessionNow } from '../../session/session'

/** What the hub tells of costs, in points. */
export interface ToldCost {
  readonly requested: number
  readonly actual?: number
  /** Null where there is no limit. */
  readonly limit: number | null
  /** Null where nobody counts. */
  readonly left: number | null
  /** What may be spent in a minute; null where nobody counts. */
  readonly quota: number | null
}

/** Asks for an organisation's consignments, and to be told what that cost and what is left. */
export async function askCost(variables: { readonly organisation: string; readonly city: string }): Promise<ToldCost> {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${sessionNow().token ?? ''}` },
    body: JSON.stringify({ query: ngoConsignments.text, variables, extensions: { cost: 'tell' } }),
  })
  const { extensions } = (await response.json()) as { extensions?: { cost?: Omit<ToldCost, 'quota'> } }
  if (extensions?.cost === undefined) throw new Error(String(response.status))
  const [, quota] = /q=(\d+)/.exec(response.headers.get('ratelimit-policy') ?? '') ?? []
  return { ...extensions.cost, quota: quota === undefined ? null : Number(quota) }
}
