import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSubgraph } from '@shequ/cli/run/open-subgraph'
import { loadSenderKey, trustedSenders } from '@shequ/cli/run/returns'
import { randomFor } from '@shequ/schema/random/random'
import { createLog } from '@shequ/process/log'
import type { MeasureReturn } from '@shequ/schema/returns/measure-return'
import { askOverHttp, deliverReturns } from '@shequ/subgraph/relay/deliver'
import type { Relay } from '@shequ/subgraph/relay/repeat'
import { serveSubgraph } from '@shequ/subgraph/serve/serve-subgraph'
import { drawReturn } from '../helpers/draw-returns.js'
import { hubArguments } from '../helpers/readme-commands.js'
import { type ReturnTiers, allReturns, openReturnTiers } from '../helpers/return-tiers.js'
import { type RunningHub, runHub } from '../helpers/run-hub.js'
import { type UnreliableProxy, startUnreliableProxy } from '../helpers/unreliable-proxy.js'

const kills = 20
const random = randomFor(3, 'chaos')

let dataDir: string
let tiers: ReturnTiers
let quiet: ReturnTiers
let borough: RunningHub
let toBorough: UnreliableProxy
let toCity: UnreliableProxy
let relay: Relay
const closing: (() => Promise<unknown>)[] = []

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'shequ-chaos-'))
  tiers = await openReturnTiers(20)
  quiet = await openReturnTiers(20)
  const log = createLog('test', 'silent')
  const city = openSubgraph('city', tiers.databases.city.url, log, { senders: await trustedSenders('city', dataDir) })
  const app = serveSubgraph({ subgraph: city.subgraph, log })
  const cityUrl = await app.listen({ host: '127.0.0.1', port: 0 })
  toCity = await startUnreliableProxy(() => `${cityUrl}/graphql`, randomFor(1, 'to the city'))
  toBorough = await startUnreliableProxy(() => `${borough.url}/graphql`, randomFor(2, 'to the borough'))
  relay = tiers.relayTo('borough', {
    sender: { issuer: 'community', key: await loadSenderKey(dataDir, 'community') },
    deliver: deliverReturns(askOverHttp(toBorough.url, 1_500)),
    batchSize: 60,
    lease: 2_000,
    pollInterval: 50,
    longestWait: 400,
    inBackground: true,
  })
  closing.push(
    () => relay.stop(),
    () => borough.end('SIGTERM'),
    () => Promise.all([toBorough.close(), toCity.close(), app.close()]),
    () => city.close(),
    () => Promise.all([tiers.close(), quiet.close()]),
    () => rm(dataDir, { recursive: true, force: true }),
  )
}, 120_000)
afterAll(async () => {
  for (const close of closing) await close()
}, 60_000)

function startBorough(): Promise<RunningHub> {
  return runHub([...hubArguments('npx hub subgraph borough'), '--port', '0'], {
    DATA_DIR: dataDir,
    LOG_LEVEL: 'silent',
    BOROUGH_DATABASE_URL: tiers.databases.borough.ownerUrl,
    CITY_URL: toCity.url,
  })
}

/** What is released between two kills: a month of every community, and corrections of what was released before. */
function drawRelease(codes: readonly string[], round: number, released: Map<string, MeasureReturn>): MeasureReturn[] {
  const month = `20${24 + Math.floor(round / 12)}-${String((round % 12) + 1).padStart(2, '0')}`
  const fresh = codes.map((code) => drawReturn(code, month))
  const corrected = [...released.values()]
    .filter(() => random.chance(0.05))
    .map(({ division, period, version }) => drawReturn(division, period, version + 1))
  for (const one of [...fresh, ...corrected]) released.set(`${one.division} ${one.period}`, one)
  return [...fresh, ...corrected]
}

async function allArrived(): Promise<boolean> {
  const left = await Promise.all(
    (['community', 'borough'] as const).map((tier) => tiers.sql(tier, 'select from return_outbox limit 1')),
  )
  return left.every((rows) => rows.length === 0)
}

test('a borough that is killed twenty times, on a network that loses, doubles and delays, loses and doubles nothing', async () => {
  const codes = (
    await tiers.sql<{ code: string }>(
      'borough',
      `select code from community where city_code = '310000000000' order by code`,
    )
  ).map(({ code }) => code)
  const released = new Map<string, MeasureReturn>()
  for (let round = 0; round < kills; round += 1) {
    borough = await startBorough()
    await tiers.release(drawRelease(codes, round, released))
    await sleep(random.between(100, 1_500))
    await borough.end('SIGKILL')
  }
  borough = await startBorough()
  for (const end = Date.now() + 120_000; !(await allArrived()); await sleep(200))
    if (Date.now() > end) throw new Error('Expected every return to arrive within two minutes of the last kill.')
  await sleep(2_500)

  await quiet.release([...released.values()])
  expect(await quiet.relayTo('borough').drain()).toEqual({ sent: released.size, putOff: 0 })
  expect(await quiet.relayTo('city').drain()).toEqual({ sent: released.size, putOff: 0 })
  for (const tier of ['borough', 'city'] as const) {
    const [[disturbed], [undisturbed]] = [await tiers.sql(tier, allReturns), await quiet.sql(tier, allReturns)]
    expect(disturbed).toEqual(undisturbed)
  }
  for (const { dropped, doubled, late } of [toBorough.mishaps, toCity.mishaps])
    expect(Math.min(dropped, doubled, late)).toBeGreaterThan(0)
}, 400_000)
