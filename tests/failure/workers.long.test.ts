import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { addClient } from '@shequ/issuer/clients/add-client'
import { revokeClient } from '@shequ/issuer/clients/change-client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { hub } from '../helpers/run-hub.js'
import { startIssuer } from '../helpers/start-issuer.js'
import { type ServedByWorkers, askAnew, openForWorkers, untilTrue } from '../helpers/start-workers.js'
import { isThere, workersOf } from '../helpers/workers-of.js'

let served: ServedByWorkers
beforeEach(async () => {
  served = await openForWorkers()
})
afterEach(() => served.close())

test('a client that was revoked is out of both workers within five seconds; they end with the process that keeps them', async () => {
  const issuer = await startIssuer()
  const running = await served.start({ ISSUER_URL: issuer.url, TRUSTED_PROXIES: '127.0.0.1' })
  const client = await addClient(issuer.pool, { name: '某组织', role: 'ngo', organisation: '52310114MJQHCK6F3G' })
  const { token } = await issuer.ask(client)
  let asked = 0
  // A token that is refused costs its address much: each question comes from another one.
  const askBoth = () =>
    Promise.all([1, 2].map(() => askAnew(running.url, '{ tonight }', { token, address: `192.0.2.${(asked += 1)}` })))
  await untilTrue(async () => (await askBoth()).every(({ status }) => status === 200))
  await revokeClient(issuer.pool, client.id)
  const begun = performance.now()
  await untilTrue(async () => (await askBoth()).every(({ body }) => body.includes('"REVOKED"')))
  const took = performance.now() - begun
  process.stderr.write(`A revoked client was out of both workers after ${Math.round(took)} ms.\n`)
  expect(took).toBeLessThan(5_000)

  const left = workersOf(running.pid)
  expect(left).toHaveLength(2)
  await running.end('SIGKILL')
  await untilTrue(() => !left.some(isThere))
  await issuer.close()
})

test('why workers can not begin is told once', async () => {
  const { environment, supergraph } = served
  const begin = (...args: readonly string[]) =>
    hub(['gateway', '--workers', '2', ...args], { ...environment, LOG_LEVEL: 'silent' })
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const { port } = taken.address() as AddressInfo
  expect(await begin('--supergraph', supergraph, '--port', String(port))).toMatchObject({
    code: 1,
    stderr: `Port ${port} is taken by another program. Choose another one: PORT=${port + 1}\n`,
  })
  taken.close()
  const none = join(environment['DATA_DIR'] ?? '', 'none.graphql')
  writeFileSync(none, 'type Query { none: Int }')
  const { code, stderr } = await begin('--supergraph', none, '--port', '0')
  expect({ code, told: stderr.match(/The supergraph can't be served/g)?.length }).toEqual({ code: 1, told: 1 })
  expect((await begin('--workers', '0')).stderr).toContain(
    'Expected --workers to be a number from 1 to 64, but got "0".',
  )
})
