import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ApolloServer } from '@apollo/server'
import { createLog } from '@shequ/process/log'
import { anonymous } from '@shequ/schema/viewer'
import fastify, { type FastifyInstance } from 'fastify'
import type { RequestContext } from '../fetch/request-context.js'
import { openBudgets } from '../request/rate/budgets.js'
import { createMeter } from '../request/rate/meter.js'
import { createHttpErrorHandler } from '../respond/http-error.js'
import type { MeasureAnswer } from './measure-answer.js'
import { serveExport } from './serve-export.js'

const page: MeasureAnswer = {
  measureDefinitions: [],
  measures: { totalCount: 0, undecided: 0, pageInfo: { hasNextPage: false, endCursor: null }, rows: [] },
}

let app: FastifyInstance
let address: string
/** Ends the counting of every page that has begun. */
let endPages: () => void
let begun: number
beforeEach(async () => {
  begun = 0
  const ended = new Promise<void>((resolve) => (endPages = resolve))
  const apollo = {
    async executeOperation() {
      begun += 1
      await ended
      return { body: { kind: 'single', singleResult: { data: page } } }
    },
  }
  app = fastify()
  app.setErrorHandler(createHttpErrorHandler(createLog('test', 'silent'), 1_000))
  const meter = createMeter(
    { RATE_CLIENT: 0, RATE_ANONYMOUS: 0, RATE_ANONYMOUS_WRITES: 0, MAX_COST: 1, MAX_COST_ANONYMOUS: 1 },
    async () => anonymous,
    openBudgets(undefined, createLog('test', 'silent')),
  )
  serveExport(
    app,
    apollo as unknown as ApolloServer<RequestContext>,
    { meter, known: { mayExport: () => true } },
    { most: 2, mostWaiting: 1 },
  )
  address = await app.listen()
})
afterEach(() => app.close())

const get = () =>
  fetch(`${address}/measures.json?within=310000000000&measures=ATTENDANCES&from=2025-01&to=2025-03&grain=MONTH`)

test('exports beyond those that are counted and those that wait are refused, and told when to ask again', async () => {
  // Two are counted, one waits.
  const asked = [get(), get(), get(), get()]
  const refused = await Promise.race(asked)
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '10'])
  expect(await refused.json()).toEqual({
    errors: [
      {
        message: 'Expected fewer than 3 exports at a time, but that many are being counted. Ask again in 10 seconds.',
        extensions: { code: 'BUSY', retryAfter: 10 },
      },
    ],
  })
  expect(begun).toBe(2)
  endPages()
  const statuses = (await Promise.all(asked)).map(({ status }) => status)
  expect(statuses.filter((status) => status === 200)).toHaveLength(3)
  expect((await get()).status).toBe(200)
})
