import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openPool } from '@shequ/postgres/open-pool'
import type { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readPage } from '../helpers/pages.js'
import { hub as run } from '../helpers/run-hub.js'
import { type TestHub, startHubWithIssuer } from '../helpers/start-hub.js'
import { askForToken } from '../helpers/start-issuer.js'

const city = '310000000000'

let hub: TestHub
let organisation: string
let asOwner: Pool
beforeAll(async () => {
  hub = await startHubWithIssuer()
  asOwner = openPool(hub.databases.city.ownerUrl)
  const { data } = await hub.ask<{ organisations: { nodes: { creditCode: string }[] } }>(
    '{ organisations(first: 1, filter: { kinds: [PRIVATE_NON_ENTERPRISE_UNIT] }) { nodes { creditCode } } }',
  )
  organisation = data?.organisations.nodes[0]?.creditCode ?? ''
}, 120_000)
afterAll(async () => {
  await asOwner.end()
  await hub.close()
})

interface Requested {
  readonly requestAccess: {
    readonly receipt: string
    readonly request: { readonly id: string; readonly status: string }
  }
}

const request = (input: Record<string, unknown> = {}) =>
  hub.ask<Requested>(
    'mutation ($input: RequestAccessInput!) { requestAccess(input: $input) { receipt request { id status } } }',
    { input: { city, organisation, purpose: '为青少年寻找学习项目', scopes: ['programmes:read'], ...input } },
  )
const made = async () => {
  const { data, errors } = await request()
  if (!data) throw new Error(`Expected a request, but got ${JSON.stringify(errors)}.`)
  return data.requestAccess
}
const decide = async (id: string, decision: 'GRANT' | 'REFUSE', reason?: string, division = city) =>
  hub.ask(
    'mutation ($input: DecideAccessInput!) { decideAccess(input: $input) { id status reason } }',
    { input: { city, request: id, decision, reason } },
    await hub.token('city-office', division),
  )
const follow = (receipt: string) =>
  hub.ask('query ($receipt: String!) { accessRequest(receipt: $receipt) { status reason decidedAt } }', { receipt })
const codes = ({ errors }: { errors?: readonly { extensions: { code: string } }[] | undefined }) =>
  (errors ?? []).map(({ extensions }) => extensions.code)

test('from nothing to a first real answer: request, grant, client, token, question', async () => {
  const begun = performance.now()
  const { receipt, request: asked } = await made()
  expect(asked.status).toBe('PENDING')
  const early = await run(['client', 'add', '--request', asked.id, '--hub', hub.url], hub.environment)
  expect([early.code, early.stderr]).toEqual([1, expect.stringContaining('PENDING')])

  const { data: decided } = await decide(asked.id, 'GRANT', '登记信息已核实')
  expect(decided).toEqual({ decideAccess: { id: asked.id, status: 'GRANTED', reason: '登记信息已核实' } })
  expect((await follow(receipt)).data).toEqual({
    accessRequest: { status: 'GRANTED', reason: '登记信息已核实', decidedAt: expect.stringMatching(/^20/) },
  })

  const addWith = (token: string) =>
    run(['client', 'add', '--request', asked.id, '--hub', hub.url], { ...hub.environment, HUB_TOKEN: token })
  expect(await addWith('none')).toMatchObject({ code: 1, stderr: expect.stringContaining('token') })
  const added = await addWith(await hub.token('city-office', city))
  const [, id = '', secret = ''] = /^client_id (\S+)\nclient_secret (\S+)\n$/.exec(added.stdout) ?? []
  expect([added.code, secret.length > 40]).toEqual([0, true])
  const again = await run(['client', 'add', '--request', asked.id, '--hub', hub.url], hub.environment)
  expect([again.code, again.stderr]).toEqual([1, expect.stringContaining('has one')])

  const { token } = await askForToken(`${hub.url}/issuer`, { id, secret })
  const { data, errors } = await hub.ask(
    '{ city(code: "310000000000") { boroughs { name communities(first: 1) { nodes { name programmes(first: 1) { nodes { title } } } } } } }',
    {},
    token,
  )
  expect(errors).toBeUndefined()
  expect(JSON.stringify(data)).toMatch(/"title":"[^"]{3,}"/)
  process.stdout.write(`From nothing to a first answer took ${Math.round(performance.now() - begun)} ms.\n`)

  const rotated = await run(['client', 'rotate', id, '--hours', '0'], hub.environment)
  const [, other = ''] = /^client_id \S+\nclient_secret (\S+)\n$/.exec(rotated.stdout) ?? []
  expect((await askForToken(`${hub.url}/issuer`, { id, secret })).status).toBe(401)
  expect((await askForToken(`${hub.url}/issuer`, { id, secret: other })).status).toBe(200)

  const listed = await run(['client', 'list'], hub.environment)
  expect(listed.stdout).toMatch(new RegExp(`^${id}\\tngo\\t${organisation}\\tprogrammes:read\\tactive\\t`, 'm'))
  expect(listed.stdout).not.toContain(secret)
  expect((await run(['client', 'revoke', id], hub.environment)).code).toBe(0)
  const refused = async () => (await hub.ask('{ cities { name } }', {}, token)).errors?.[0]?.extensions['reason']
  await expect.poll(refused, { timeout: 5_000 }).toBe('REVOKED')
}, 60_000)

describe('a request', () => {
  test('that is refused says why to whoever has its receipt, and leads to no client', async () => {
    const { receipt, request: asked } = await made()
    await decide(asked.id, 'REFUSE', '用途不明')
    expect((await follow(receipt)).data).toMatchObject({ accessRequest: { status: 'REFUSED', reason: '用途不明' } })
    const added = await run(['client', 'add', '--request', asked.id, '--hub', hub.url], hub.environment)
    expect([added.code, added.stderr]).toEqual([1, expect.stringContaining('REFUSED')])
    expect(codes(await decide(asked.id, 'GRANT'))).toEqual(['CLOSED'])
  })

  test('is decided by the office of its city alone', async () => {
    const { request: asked } = await made()
    expect(codes(await decide(asked.id, 'GRANT', undefined, '110000000000'))).toEqual(['FORBIDDEN'])
    const query = `{ city(code: "${city}") { accessRequests(first: 5, status: PENDING) { totalCount nodes { id } } } }`
    expect(codes(await hub.ask(query))).toEqual(['UNAUTHENTICATED'])
    expect(codes(await hub.ask(query, {}, await hub.token('planner', city)))).toEqual(['FORBIDDEN'])
    const { data } = await hub.ask(query, {}, await hub.token('city-office', city))
    expect(JSON.stringify(data)).toContain(asked.id)
    await decide(asked.id, 'REFUSE')
  })

  test('of an organisation that is not registered, or with scopes that are none, is not taken', async () => {
    expect(codes(await request({ organisation: '52310000MJ0000000P' }))).not.toEqual([])
    expect(codes(await request({ scopes: ['Read All'] }))).toEqual(['BAD_USER_INPUT'])
    expect(codes(await request({ purpose: ' ' }))).toEqual(['BAD_USER_INPUT'])
  })

  test('waits beside two others at the most, however many come at once', async () => {
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => request()))
    expect(outcomes.filter(({ data }) => data?.requestAccess != null)).toHaveLength(3)
    expect(outcomes.flatMap(codes)).toEqual(['CONFLICT', 'CONFLICT', 'CONFLICT'])
    for (const { data } of outcomes) if (data?.requestAccess) await decide(data.requestAccess.request.id, 'REFUSE')
  })

  test('is kept with a hash of its receipt alone', async () => {
    const { receipt, request: asked } = await made()
    const { rows } = await asOwner.query<{ hash: Buffer; all: string }>(
      'select receipt_hash as hash, access_request::text as all from access_request',
    )
    expect(rows.length).toBeGreaterThan(0)
    for (const { hash, all } of rows) expect([hash.length, all.includes(receipt)]).toEqual([32, false])
    expect((await follow('guess')).data).toEqual({ accessRequest: null })
    await decide(asked.id, 'REFUSE')
  })
})

test('the page for access is served, with its script, in Chinese and English', async () => {
  const page = await fetch(`${hub.url}/access`)
  expect(page.headers.get('content-security-policy')).toContain("script-src 'self'")
  const text = await page.text()
  for (const label of ['for="organisation"', 'for="purpose"', 'for="receipt"', '统一社会信用代码'])
    expect(text).toContain(label)
  const script = await fetch(`${hub.url}/access.mjs`)
  expect(await script.text()).toBe(await readFile(join(import.meta.dirname, '../../gateway/pages/access.mjs'), 'utf8'))
})

test('the page of integrators tells the way', async () => {
  const page = await readPage('gateway/README.md')
  for (const step of ['requestAccess', 'decideAccess', 'hub client add --request', '/issuer/token'])
    expect(page).toContain(step)
})
