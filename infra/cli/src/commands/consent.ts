import { readEnvironment } from '@shequ/process/read-environment'
import { chinaDay, daysAfter } from '@shequ/process/china-day'
import { besideHubEnvironment } from '../run/environment.js'
import { askHubGraph } from '../node/ask-hub-graph.js'
import { requireCommunity } from '../node/require-community.js'
import { findHubAddress } from '../run/hub-address.js'
import { say } from '../run/say.js'

export interface ConsentOptions {
  readonly community: string
  readonly hub?: string
  readonly key?: string
  readonly back?: boolean
  readonly days: number
  readonly withdraw?: boolean
}

interface Consented {
  readonly consent: { readonly until: string }
}

/** Consents to a move of a community's records as its own office, or takes that back. */
export async function consent({ community, key, back, days, withdraw, ...options }: ConsentOptions): Promise<void> {
  requireCommunity(community)
  if (withdraw === undefined && (key === undefined) === (back === undefined)) {
    throw new Error(
      'Expected either --key with the key of the node that may have the records, or --back for the way back.',
    )
  }
  const environment = readEnvironment(besideHubEnvironment)
  const hub = options.hub ?? (await findHubAddress(environment))
  const direction = back ? 'TO_HOSTED' : 'TO_OWN_NODE'
  const asking = { hub, dataDir: environment.DATA_DIR, role: 'community-office', division: community } as const
  const where = back ? 'back to the hosted server' : `to a node of the key ${key}`
  if (withdraw) {
    await askHubGraph(
      asking,
      'mutation ($input: WithdrawMoveConsentInput!) { consent: withdrawMoveConsent(input: $input) { until } }',
      { input: { community, direction } },
    )
    return say(`The records of ${community} may not move ${back ? where : 'to a node'} any longer.`)
  }
  const until = chinaDay(daysAfter(new Date(), days))
  const { consent: given } = (await askHubGraph(
    asking,
    'mutation ($input: ConsentToMoveInput!) { consent: consentToMove(input: $input) { until } }',
    { input: { community, direction, until, key: key ?? null } },
  )) as Consented
  say(`The records of ${community} may move ${where} until ${given.until}. Its access log says so.`)
}
