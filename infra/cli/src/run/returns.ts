import { startRegisterRelay } from '@shequ/borough/register/start-register-relay'
import { startLogHeads } from '@shequ/community/access/send-log-heads'
import { publicationsCargo } from '@shequ/community/publications/publications-cargo'
import { type SigningKey, loadOrCreateSigningKey } from '@shequ/process/keys/signing-key'
import type { Logger } from '@shequ/process/log'
import { showProgress } from '@shequ/process/progress'
import type { Tier } from '@shequ/schema/tiers'
import {
  type AskTier,
  askInProcess,
  deliverLogHeads,
  deliverPublications,
  deliverRegister,
  deliverReturns,
} from '@shequ/subgraph/relay/deliver'
import type { Relay } from '@shequ/subgraph/relay/repeat'
import { startRelay } from '@shequ/subgraph/relay/start-relay'
import { type TrustedSender, fetchKeys, trustKeys } from '@shequ/subgraph/returns/signed-message'
import type { Pool } from 'pg'
import { keysFolder } from './keys.js'
import type { OpenSubgraph } from './open-subgraph.js'

/** The tiers that send what they return to the tier above them. */
export type SendingTier = Exclude<Tier, 'city'>

const above = { community: 'borough', borough: 'city' } as const

/** The tier whose returns a tier takes; undefined for the community, below which there is none. */
export function tierBelow(tier: Tier): SendingTier | undefined {
  return tier === 'city' ? 'borough' : tier === 'borough' ? 'community' : undefined
}

/** The key by which a tier's server signs what it sends: its own in the data folder, made when there is none. */
export function loadSenderKey(dataDir: string, tier: SendingTier): Promise<SigningKey> {
  return loadOrCreateSigningKey(keysFolder(dataDir), tier)
}

/**
 * The servers whose returns a tier takes.
 *
 * @param address where the sender serves its keys; those in the data folder when it is left out
 */
export async function trustedSenders(tier: Tier, dataDir: string, address?: string): Promise<readonly TrustedSender[]> {
  const issuer = tierBelow(tier)
  if (issuer === undefined) return []
  if (address !== undefined) return [{ issuer, keys: fetchKeys(address) }]
  const { publicJwk } = await loadSenderKey(dataDir, issuer)
  return [{ issuer, keys: trustKeys({ keys: [publicJwk] }) }]
}

/**
 * Starts to send what the tiers of this process return, each to the one above.
 *
 * @param isClosing whether periods are being closed
 */
export async function startRelays(
  opened: ReadonlyMap<Tier, OpenSubgraph>,
  dataDir: string,
  log: Logger,
  isClosing?: () => boolean,
): Promise<readonly Relay[]> {
  const relays: Relay[] = []
  for (const tier of ['community', 'borough'] as const) {
    const from = opened.get(tier)
    const to = opened.get(above[tier])
    if (!from || !to) continue
    const key = await loadSenderKey(dataDir, tier)
    relays.push(...startSending(tier, { pool: from.pool, key, ask: askInProcess(to.subgraph.call), log, isClosing }))
  }
  return relays
}

/** What a tier sends with. */
export interface Sending {
  readonly pool: Pool
  readonly key: SigningKey
  readonly ask: AskTier
  readonly log: Logger
  /** Whether periods are being closed. */
  readonly isClosing?: (() => boolean) | undefined
}

/** Starts to send what a tier returns to the tier above, and what communities publish, where their logs end, or a borough registers too, in the background. */
export function startSending(tier: SendingTier, { pool, key, ask, log, isClosing }: Sending): readonly Relay[] {
  const sender = { issuer: tier, key }
  const route = { pool, sender, receiver: above[tier], log }
  const returns = startRelay({ ...route, deliver: deliverReturns(ask), showProgress })
  if (tier === 'community') {
    // Of a city that was just loaded, the records of two years wait: they take their time until planners have their figures.
    const cargo = { cargo: publicationsCargo, batchSize: 2_000, isGentle: isClosing }
    return [
      returns,
      startRelay({ ...route, ...cargo, deliver: deliverPublications(ask), showProgress }),
      startLogHeads({ pool, sender, deliver: deliverLogHeads(ask), log }),
    ]
  }
  return [startRegisterRelay({ pool, sender, deliver: deliverRegister(ask), log }), returns]
}
