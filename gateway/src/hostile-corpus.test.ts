import { afterAll, beforeAll, expect, test } from 'vitest'
import { forgedTokens } from './testing/hostile/forged-tokens.js'
import { hostileBodies } from './testing/hostile/hostile-bodies.js'
import { hostileDocuments } from './testing/hostile/hostile-documents.js'
import type { HostileRequest } from './testing/hostile/hostile-request.js'
import { internals } from './testing/hostile/internals.js'
import { startPeople } from './testing/people.js'
import { type TestGateway, readAnswer } from './testing/start-gateway.js'
import { watchLife } from './testing/watch-life.js'

let gateway: TestGateway
beforeAll(async () => {
  gateway = await startPeople((own) => own, {})
})
afterAll(() => gateway.app.close())

async function send({ body, headers }: HostileRequest) {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  })
  return await readAnswer(response)
}

test('each of more than 250 hostile requests is refused with its code, and shows nothing of the inside', async () => {
  const corpus = [...hostileDocuments(), ...hostileBodies(), ...(await forgedTokens(gateway))]
  expect(corpus.length).toBeGreaterThanOrEqual(250)
  expect(new Set(corpus.map(({ name }) => name)).size).toBe(corpus.length)
  // Code that runs for the first time is slow: every other is sent once before anybody watches.
  for (const request of corpus.filter((_, place) => place % 2 === 0)) await send(request)
  const endWatch = await watchLife(gateway.url)
  const wrong: unknown[] = []
  for (const request of corpus) {
    const { status, body, text } = await send(request)
    const code = body.errors?.[0]?.extensions.code
    if (code !== request.code)
      wrong.push({ name: request.name, expected: request.code, code, status, text: text.slice(0, 200) })
    if (internals.test(text)) wrong.push({ name: request.name, text: text.slice(0, 500) })
  }
  expect(wrong).toEqual([])
  const { busiest, slowest } = await endWatch()
  expect(busiest).toBeLessThan(200)
  expect(slowest).toBeLessThan(3_000)
  expect((await gateway.ask('{ person(id: "1") { name } }')).body.data).toEqual({ person: { name: 'Person 1' } })
}, 60_000)
