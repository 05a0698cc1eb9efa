import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestHub, startHub } from '../helpers/start-hub.js'
import { writeAs } from '../helpers/write-as.js'

const lane = '310101002001'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
  const office = await hub.token('community-office', lane)
  const { id: programme } = await writeAs(
    hub,
    office,
    'publishProgramme',
    {
      community: lane,
      title: 'Dropped',
      description: 'Nobody came.',
      kind: 'COURSE',
      startsOn: '2025-10-01',
      endsOn: '2025-12-31',
      capacity: 20,
    },
    'id',
  )
  await hub.publish()
  await writeAs(hub, office, 'cancelProgramme', { community: lane, programme }, 'id')
  await hub.publish()
}, 120_000)
afterAll(() => hub.close())

test('withdrawals are of an area, and none of a wrong code', async () => {
  const of = (within: string) => hub.ask(`{ catalogueWithdrawals(within: "${within}") { totalCount } }`)
  expect((await of('310101000000')).data).toEqual({ catalogueWithdrawals: { totalCount: 1 } })
  expect((await of('310151000000')).data).toEqual({ catalogueWithdrawals: { totalCount: 0 } })
  expect((await of('310199000000')).errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }])
})
