import { startLogHeads } from '@shequ/community/access/send-log-heads'
import { publicationsCargo } from '@shequ/community/publications/publications-cargo'
import type { ClientRegister } from '@shequ/city/clients/client-register'
import { startRegisterRelay } from '@shequ/borough/register/start-register-relay'
import { type OpenCommunity, type OpenSubgraph, openCommunity, openSubgraph } from '@shequ/cli/run/open-subgraph'
import { loopbackRanges, nodeAddresses } from '@shequ/process/addresses/node-addresses'
import { type SigningKey, createSigningKey } from '@shequ/process/keys/signing-key'
import { wrapInMemory } from '@shequ/process/keys/wrapping/key-wrapping'
import type { Logger } from '@shequ/process/log'
import { type Tier, tiers } from '@shequ/schema/tiers'
import {
  askInProcess,
  deliverLogHeads,
  deliverPublications,
  deliverRegister,
  deliverReturns,
} from '@shequ/subgraph/relay/deliver'
import { startRelay } from '@shequ/subgraph/relay/start-relay'
import { type Sender, trustKeys } from '@shequ/subgraph/returns/signed-message'

/** The three tiers on their databases, with the relays between them, which send when they are told to. */
export interface OpenTiers {
  readonly opened: Readonly<Record<Tier, OpenSubgraph>> & { readonly community: OpenCommunity }
  /** The key that the hosted server signs with. */
  readonly communityKey: SigningKey
  /** Runs each relay once, from below: what is queued at a community has reached the city then. Gives how many returns were sent. */
  travel(): Promise<number>
  /** Sends what communities published to the borough's catalogue. Gives how many records were sent. */
  publish(): Promise<number>
  /** Tells the borough where the access logs end. Gives how many have grown. */
  sendHeads(): Promise<number>
  close(): Promise<void>
}

/**
 * Opens the tiers as `hub start` does, but that relays run when `travel` is called.
 *
 * @param urls the databases, one a tier
 * @param clients the clients of organisations; none where there is no issuer
 */
export async function openTiers(
  urls: Readonly<Record<Tier, string>>,
  log: Logger,
  now: () => Date,
  clients?: ClientRegister,
): Promise<OpenTiers> {
  const community: Sender = { issuer: 'community', key: await createSigningKey() }
  const borough: Sender = { issuer: 'borough', key: await createSigningKey() }
  const trust = ({ issuer, key }: Sender) => [{ issuer, keys: trustKeys({ keys: [key.publicJwk] }) }]
  const opened = {
    city: openSubgraph('city', urls.city, log, { now, senders: trust(borough), clients }),
    borough: openSubgraph('borough', urls.borough, log, {
      now,
      senders: trust(community),
      addresses: nodeAddresses(loopbackRanges),
    }),
    community: openCommunity(urls.community, log, { now, keys: await wrapInMemory() }),
  }
  const fromCommunity = { pool: opened.community.pool, sender: community, log, now, inBackground: false }
  const fromBorough = { pool: opened.borough.pool, sender: borough, log, now, inBackground: false }
  const toBorough = askInProcess(opened.borough.subgraph.call)
  const toCity = askInProcess(opened.city.subgraph.call)
  const catalogue = startRelay({
    ...fromCommunity,
    cargo: publicationsCargo,
    receiver: 'borough',
    deliver: deliverPublications(toBorough),
  })
  const heads = startLogHeads({ ...fromCommunity, deliver: deliverLogHeads(toBorough) })
  const relays = [
    startRegisterRelay({ ...fromBorough, deliver: deliverRegister(toCity) }),
    startRelay({ ...fromCommunity, receiver: 'borough', deliver: deliverReturns(toBorough) }),
    startRelay({ ...fromBorough, receiver: 'city', deliver: deliverReturns(toCity) }),
  ]
  return {
    opened,
    communityKey: community.key,
    async travel() {
      let sent = 0
      for (const relay of relays) {
        const run = await relay.drain()
        if (run.fault !== undefined) throw new Error(`Expected a relay to send all it has, but got ${run.fault}.`)
        sent += run.sent
      }
      return sent
    },
    async publish() {
      const { sent, putOff, fault } = await catalogue.drain()
      if (fault !== undefined || putOff > 0)
        throw new Error(`Expected the relay to send all it has, but ${putOff} were put off: ${fault ?? 'refused'}.`)
      return sent
    },
    async sendHeads() {
      const { sent, fault } = await heads.drain()
      if (fault !== undefined) throw new Error(`Expected the borough to take where the logs end, but got ${fault}.`)
      return sent
    },
    async close() {
      await catalogue.stop()
      await heads.stop()
      await Promise.all(relays.map((relay) => relay.stop()))
      await Promise.all(tiers.map((tier) => opened[tier].close()))
    },
  }
}
