import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { threeHopQuery } from './testing/small-tiers.js'
import { type TestGateway, startGateway } from './testing/start-gateway.js'

let gateway: TestGateway
beforeAll(async () => {
  gateway = await startGateway()
})
afterAll(() => gateway.app.close())

test('answers one question across three tiers', async () => {
  const { status, body } = await gateway.ask(threeHopQuery)
  expect({ status, body }).toMatchInlineSnapshot()
})
