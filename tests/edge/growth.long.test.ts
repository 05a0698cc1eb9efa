import { afterAll, beforeAll, test } from 'vitest'
import { expectNothingGrew, letADayPass } from '../helpers/day-of-strangers.js'
import { type TestHub, startHub } from '../helpers/start-hub.js'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
}, 120_000)
afterAll(() => hub.close())

test('thousands of calls of strangers, compressed from 24 hours, add nothing beyond the bounds', async () => {
  expectNothingGrew(await letADayPass(hub, 2_400))
}, 120_000)
