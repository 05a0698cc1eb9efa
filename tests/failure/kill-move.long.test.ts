import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { randomFor } from '@shequ/schema/random/random'
import { findFreePort } from '@shequ/postgres/embedded/free-port'
import { ask } from '../helpers/ask.js'
import { type RunningHub, beginHub, consentToMove, hub as runCommand, runHub } from '../helpers/run-hub.js'

const community = '310101002001'
const kills = 8
/** How many voices the community has before it moves. */
const before = 40
/** The longest time after the beginning of a move at which one is killed, in milliseconds: longer than a move takes. */
const latest = 6_000

let folder: string
let hub: RunningHub
let node: RunningHub | undefined
let shared: Readonly<Record<string, string>>
let own: Readonly<Record<string, string>>
let token: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shequ-kill-move-'))
  const hubPort = String(await findFreePort([]))
  shared = { DATA_DIR: join(folder, 'hub'), LOG_LEVEL: 'silent', PORT: hubPort }
  own = { DATA_DIR: join(folder, 'node'), LOG_LEVEL: 'silent', PORT: String(await findFreePort([Number(hubPort)])) }
  await startHub()
  token = (await runCommand(['token', 'community-office', '--division', community], shared)).stdout.trim()
  await runCommand(['node', 'init', '--community', community, '--hub', hub.url], own)
}, 180_000)
afterAll(async () => {
  await node?.end('SIGTERM')
  await hub.end('SIGTERM')
  await rm(folder, { recursive: true, force: true })
}, 60_000)

async function startHub(): Promise<void> {
  hub = await runHub(['start', '--activity', 'none'], shared)
}

async function invite(): Promise<string> {
  const { stdout } = await runCommand(['node', 'invite', '--community', community, '--hub', hub.url], shared)
  return stdout.trim()
}

const raised: string[] = []

/** Raises a voice, as often as it takes until it is acknowledged. */
async function raise(n: number): Promise<void> {
  const input = {
    community,
    kind: 'NEED',
    serviceCode: 'TIMES',
    text: `Need ${n}.`,
    idempotencyKey: `killed-${n}-times`,
  }
  const mutation = 'mutation ($input: RaiseVoiceInput!) { raiseVoice(input: $input) { id } }'
  for (const until = Date.now() + 120_000; Date.now() < until; await pause(250)) {
    const answer = await ask<{ raiseVoice: { id: string } | null }>(
      `${hub.url}/graphql`,
      mutation,
      { input },
      token,
    ).catch(() => undefined)
    const id = answer?.data?.raiseVoice?.id
    if (id !== undefined) return void raised.push(id)
  }
  throw new Error(`Expected voice ${n} to be taken within two minutes.`)
}

async function voices(): Promise<readonly string[]> {
  const { data } = await ask<{ community: { voices: { nodes: readonly { id: string }[] } } }>(
    `${hub.url}/graphql`,
    `{ community(code: "${community}") { voices(first: 500) { nodes { id } } } }`,
    {},
    token,
  )
  return data.community.voices.nodes.map(({ id }) => id)
}

test('a move in which the node and the hub are killed again and again leaves one owner with everything written', async () => {
  const random = randomFor(20_261_124, 'kills')
  for (let n = 0; n < before; n++) await raise(n)
  for (let n = 0; n < kills; n++) {
    await consentToMove(community, { hub: hub.url, shared, own })
    const joining = beginHub(['node', 'join', '--invitation', await invite()], own)
    const gone = once(joining, 'exit')
    await pause(random.between(500, latest))
    if (n % 2 === 0) {
      await hub.end('SIGKILL')
      await startHub()
    }
    if (joining.exitCode === null) joining.kill('SIGKILL')
    await gone
    // Whatever the register says now is what answers: without the node, or with it.
    node = await runHub(['node', 'start'], own).catch(() => undefined)
    await raise(before + n)
    const entry = await runCommand(['node', 'status'], own)
    if (/register +ACTIVE/.test(entry.stdout)) {
      await consentToMove(community, { hub: hub.url, shared })
      const { code, stderr } = await runCommand(['node', 'leave'], own)
      if (code !== 0) throw new Error(`Expected the node to leave, but it said: ${stderr}`)
    }
    await node?.end('SIGTERM')
    node = undefined
  }
  expect((await voices()).toSorted()).toEqual(raised.toSorted())
}, 900_000)
