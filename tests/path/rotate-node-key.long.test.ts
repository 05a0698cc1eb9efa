import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadNextNodeKey, loadNodeKey } from '@shequ/cli/node/node-key'
import { nodeHub } from '@shequ/community/node/node-hub'
import { rotateKey } from '@shequ/community/node/rotate-key'
import { findFreePort } from '@shequ/postgres/embedded/free-port'
import { signatureHeader } from '@shequ/process/keys/answer-signature'
import { ask } from '../helpers/ask.js'
import { type RunningHub, consentToMove, hub as runCommand, runHub } from '../helpers/run-hub.js'
import { wholeYears } from '../helpers/whole-years.js'

const community = '310101002001'

let folder: string
let hub: RunningHub
let node: RunningHub
let own: Readonly<Record<string, string>>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shequ-rotate-'))
  const shared = { DATA_DIR: join(folder, 'hub'), LOG_LEVEL: 'silent' }
  own = { DATA_DIR: join(folder, 'node'), LOG_LEVEL: 'silent', PORT: String(await findFreePort([])) }
  hub = await runHub(['start', '--activity', 'tiny', ...wholeYears, '--port', '0'], shared)
  await run('node', 'init', '--community', community, '--hub', hub.url)
  const { stdout } = await runCommand(['node', 'invite', '--community', community, '--hub', hub.url], shared)
  await consentToMove(community, { hub: hub.url, shared, own })
  node = await runHub(['node', 'join', '--invitation', stdout.trim()], own)
}, 180_000)
afterAll(async () => {
  await node.end('SIGTERM')
  await hub.end('SIGTERM')
  await rm(folder, { recursive: true, force: true })
}, 60_000)

const run = (...args: string[]) => runCommand(args, own)

async function rotate(...args: string[]): Promise<string> {
  const { code, stderr } = await run('node', 'rotate', ...args)
  expect(`${code} ${stderr}`).toMatch(/^0 /)
  return stderr
}

/** What `hub node status` says under a name, a line each. */
async function told(name: string): Promise<readonly string[]> {
  const { stdout } = await run('node', 'status')
  return stdout.split('\n').flatMap((line) => (line.startsWith(`${name} `) ? [line.slice(name.length).trim()] : []))
}

/** The key that the node signs with: it signs refusals too. */
async function signer(): Promise<string> {
  const response = await fetch(`${node.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
  })
  const [header = ''] = response.headers.get(signatureHeader)?.split('.') ?? []
  return (JSON.parse(Buffer.from(header, 'base64url').toString()) as { kid: string }).kid
}

async function signsWith(kid: string): Promise<void> {
  while ((await signer()) !== kid) await pause(50)
}

/** Asks the hub what the node alone can answer. */
async function askHub(): Promise<void> {
  const { data, errors } = await ask(
    `${hub.url}/graphql`,
    `{ community(code: "${community}") { node { kind } charter { selfGovernance } } }`,
  )
  expect(errors).toBeUndefined()
  expect(data).toMatchObject({ community: { node: { kind: 'OWN' }, charter: expect.anything() } })
}

test('a node that runs takes another key without a failed question, and both are believed meanwhile', async () => {
  const [before = ''] = await told('key')
  expect(await told('believes')).toEqual([`${before} without end`])
  const over = new AbortController()
  const load = (async () => {
    while (!over.signal.aborted) await askHub()
  })()
  await rotate('--hours', '1')
  const [after = ''] = await told('key')
  expect(after).not.toBe(before)
  await signsWith(after)
  over.abort()
  await load
  await askHub()
  const [old, young] = await told('believes')
  expect(old).toMatch(new RegExp(`^${before} until \\d{4}-\\d\\d-\\d\\dT`))
  expect(young).toBe(`${after} without end`)
}, 60_000)

test('a rotation that ends before the register hears of it leaves all as it was, and goes on with the same key', async () => {
  const [before] = await told('key')
  const next = await loadNextNodeKey(own['DATA_DIR'] ?? '')
  await askHub()
  expect(await told('key')).toEqual([before])
  await rotate()
  expect(await told('key')).toEqual([next.kid])
  await signsWith(next.kid)
  await askHub()
}, 60_000)

/** Has the register hear of another key, and ends before the node's folder has it in place. Those before it are believed no more. */
async function breakOff(): Promise<string> {
  const dataDir = own['DATA_DIR'] ?? ''
  const key = await loadNodeKey(dataDir)
  const next = await loadNextNodeKey(dataDir)
  await rotateKey(
    nodeHub(hub.url, community, () => key),
    next,
    0,
  )
  return next.kid
}

test('a rotation that ends once the register has heard of it is completed by the node when it starts, runs, or is rotated', async () => {
  await signsWith(await breakOff())
  await askHub()

  await node.end('SIGKILL')
  const kid = await breakOff()
  node = await runHub(['node', 'start'], own)
  await signsWith(kid)
  await askHub()

  await node.end('SIGTERM')
  const last = await breakOff()
  expect(await rotate()).toContain('Completed what was begun before')
  expect(await told('key')).toEqual([last])
  node = await runHub(['node', 'start'], own)
  await signsWith(last)
  await askHub()
}, 120_000)

test('says what it expected when there is nothing to rotate', async () => {
  expect((await run('node', 'rotate', '--hours', '200')).stderr).toContain(
    'Expected --hours to be a number from 0 to 168',
  )
  const empty = { ...own, DATA_DIR: join(folder, 'empty') }
  expect((await runCommand(['node', 'rotate'], empty)).stderr).toContain('Make one: hub node init')
  await runCommand(['node', 'init', '--community', '310101002002', '--hub', hub.url], empty)
  const { code, stderr } = await runCommand(['node', 'rotate'], empty)
  expect(code).toBe(1)
  expect(stderr).toContain('Expected 310101002002 to have a node')
}, 60_000)
