import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { Agent, type IncomingMessage, get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { smallSupergraph } from '@shequ/gateway/testing/small-tiers'
import { type Received, sendJson, startTierServer } from '@shequ/gateway/testing/tier-server'
import { type RunningHub, runHub } from './run-hub.js'

/** What two workers serve: a graph of a tier that holds what is asked of cities until the test lets it answer. */
export interface ServedByWorkers {
  readonly supergraph: string
  readonly environment: Readonly<Record<string, string>>
  /** What the tier got so far. */
  readonly received: readonly Received[]
  answerHeld(): void
  /** Starts `hub gateway --workers 2` over it. */
  start(environment?: Readonly<Record<string, string>>): Promise<RunningHub>
  close(): Promise<void>
}

/** Opens a tier and a folder for workers. */
export async function openForWorkers(): Promise<ServedByWorkers> {
  const folder = mkdtempSync(join(tmpdir(), 'workers-'))
  let answerHeld: () => void = () => undefined
  const held = new Promise<void>((resolve) => (answerHeld = resolve))
  const tier = await startTierServer(async (response, { body }) => {
    if (body.includes('cities')) await held
    sendJson(response, 200, { data: { cities: [], tonight: ['calligraphy'] } })
  })
  const supergraph = join(folder, 'supergraph.graphql')
  writeFileSync(supergraph, smallSupergraph({ city: tier.url, borough: tier.url, community: tier.url }))
  const environment = { DATA_DIR: folder, LOG_LEVEL: 'info' }
  return {
    supergraph,
    environment,
    received: tier.received,
    answerHeld: () => answerHeld(),
    start: (more) =>
      runHub(['gateway', '--workers', '2', '--port', '0', '--supergraph', supergraph], { ...environment, ...more }),
    async close() {
      await tier.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Who asks. */
export interface Asking {
  readonly token?: string
  /** Where a proxy says that it is. */
  readonly address?: string
}

/** Asks by a connection of its own, so that workers answer in turn. */
export async function askAnew(url: string, query: string, { token, address }: Asking = {}) {
  const headers = {
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
    ...(address !== undefined && { 'x-forwarded-for': address }),
  }
  const agent = new Agent({ keepAlive: false })
  const asked = get(`${url}/graphql?query=${encodeURIComponent(query)}`, { agent, headers })
  const [response] = (await once(asked, 'response')) as [IncomingMessage]
  return { status: response.statusCode ?? 0, body: await text(response) }
}

/** Waits until something is so. */
export async function untilTrue(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await pause(20)
}
