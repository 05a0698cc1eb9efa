import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { ask } from '../helpers/ask.js'
import { findFreePort } from '@shequ/postgres/embedded/free-port'
import { hubArguments } from '../helpers/readme-commands.js'
import { type RunningHub, hub, runHub } from '../helpers/run-hub.js'
import { wholeYears } from '../helpers/whole-years.js'

/**
 * The walk-through "A community leaves the shared server", with ports and folders of the test's own in the place of the reader's: of
 * that which `export DATA_DIR=.data-node` names, too.
 */
const commands = {
  consent: 'npx hub node consent --community 310101002001 --key THUMBPRINT',
  invite: 'npx hub node invite --community 310101002001',
  init: 'npx hub node init --community 310101002001 --hub http://127.0.0.1:4000',
  join: 'npx hub node join --invitation TOKEN',
  status: 'npx hub node status',
  list: 'npx hub nodes',
  rotate: 'npx hub node rotate',
  back: 'npx hub node consent --community 310101002001 --back',
  keys: 'npx hub keys rotate',
  leave: 'npx hub node leave',
  check: 'npx hub node check http://127.0.0.1:4010/graphql --community 310101002001',
} as const

const running: RunningHub[] = []
let folder: string
afterAll(async () => {
  for (const process of running.toReversed()) await process.end('SIGTERM')
  await rm(folder, { recursive: true, force: true })
}, 60_000)

const question = `{ community(code: "310101002001") {
  name node { kind status } charter { selfGovernance } programmes(first: 5) { totalCount nodes { title } } } }`

test('the walk-through runs as it is written', async () => {
  folder = await mkdtemp(join(tmpdir(), 'shequ-walk-'))
  const shared = { DATA_DIR: join(folder, 'hub'), LOG_LEVEL: 'silent' }
  const own = { DATA_DIR: join(folder, 'node'), LOG_LEVEL: 'silent' }
  const server = await runHub(['start', '--activity', 'none', '--port', '0'], shared)
  running.push(server)
  // Loaded beside the hub that runs, which has no periods to close then while the community moves.
  expect((await hub(['load', '310000000000', '--activity', 'tiny', ...wholeYears], shared)).code).toBe(0)
  const place = (command: (typeof commands)[keyof typeof commands]) =>
    hubArguments(command).map((arg) => arg.replace('http://127.0.0.1:4000', server.url))
  const run = async (
    command: (typeof commands)[keyof typeof commands],
    environment: typeof shared,
    ...more: string[]
  ) => {
    const { code, stdout, stderr } = await hub([...place(command), ...more], environment)
    expect(`${code} ${code === 0 ? '' : stderr}`).toBe('0 ')
    return stdout
  }
  const answer = async () => {
    const { data, errors } = await ask<{ community: { node: unknown } }>(`${server.url}/graphql`, question)
    expect(errors).toBeUndefined()
    return data.community
  }
  const before = await answer()

  const token = (await run(commands.invite, shared)).trim()
  await run(commands.init, own)
  const [, thumbprint = ''] = /^key +(\S+)/m.exec(await run(commands.status, own)) ?? []
  const key = (arg: string) => (arg === 'THUMBPRINT' ? thumbprint : arg)
  const consented = await hub(place(commands.consent).map(key), shared)
  expect(`${consented.code} ${consented.stderr}`).toContain('0 ')
  const port = String(await findFreePort([]))
  const joining = place(commands.join).map((arg) => (arg === 'TOKEN' ? token : arg))
  const node = await runHub(joining, { ...own, PORT: port })
  running.push(node)
  expect(node.said.join('\n')).toContain('counts and checksums of every table agree')
  expect(await answer()).toEqual({ ...before, node: { kind: 'OWN', status: 'ACTIVE' } })
  expect(await run(commands.status, own)).toMatch(/register +ACTIVE/)
  expect(await run(commands.list, shared)).toMatch(/^310101002001 ACTIVE/)

  const checked = await hub(
    [...place(commands.check).map((arg) => arg.replace('http://127.0.0.1:4010', node.url)), '--hub', server.url],
    shared,
  )
  expect(checked.stdout).not.toContain('WRONG')
  expect(checked.code).toBe(0)

  await run(commands.rotate, own)
  expect(await run(commands.status, own)).toMatch(/believes +\S+ until .*\nbelieves +\S+ without end/)
  expect(await answer()).toEqual({ ...before, node: { kind: 'OWN', status: 'ACTIVE' } })

  await run(commands.keys, own)
  await run(commands.keys, shared)
  expect(await answer()).toEqual({ ...before, node: { kind: 'OWN', status: 'ACTIVE' } })
  await run(commands.back, shared)
  await run(commands.leave, own)
  expect(await answer()).toEqual({ ...before, node: { kind: 'HOSTED', status: 'HOSTED' } })

  // What is left of the node tells that it answers no more.
  for (const until = Date.now() + 15_000; Date.now() < until && !gone(node.said);) await pause(100)
  expect(gone(node.said)).toBe(true)
  const left = await run(commands.status, own)
  expect(left).toMatch(/register +HOSTED/)
  expect(left).not.toContain('believes')
  expect(await run(commands.list, shared)).toContain('not seen')
  await node.end('SIGTERM')
  const again = await runHub(['node', 'start'], { ...own, PORT: port })
  running.push(again)
  expect(again.said.join('\n')).toContain('another server answers')
}, 180_000)

const gone = (said: readonly string[]) => said.some((line) => line.includes('no longer answers'))
