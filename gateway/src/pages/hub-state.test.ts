import { expect, test } from 'vitest'
import { describeState } from './hub-state.js'

const city = {
  name: '上海市',
  generatedActivity: { day: '2026-09-10', announcedUntil: '2026-12-10' },
  closing: { closed: 12, due: 44 },
}
const told = async (...cities: object[]) => (await describeState(async () => ({ data: { cities } }))).en

test('the start page says for which day activity was generated, and how many periods are worked out', async () => {
  expect(await told(city)).toBe(
    '上海市: activity generated for 2026-09-10, programmes announced until 2026-12-10; figures of 12 of 44 periods are worked out, the others are on their way.',
  )
  const done = { ...city, name: '<b>', generatedActivity: { day: '2026-01-01', announcedUntil: null } }
  expect(await told(city, { ...done, closing: { closed: 34, due: 34 } })).toMatch(
    /<br \/>&#60;b&#62;: activity generated until 2026-01-01; figures of all 34 periods are worked out\.$/,
  )
  expect(await told({ ...city, generatedActivity: null, closing: null })).toBe(
    '上海市: no activity was generated; no figures are worked out yet.',
  )
  expect(await told()).toBe('no city is loaded.')
})

test('the start page says it in Chinese, too', async () => {
  expect((await describeState(async () => ({ data: { cities: [city] } }))).zh).toBe(
    '上海市：活动数据模拟日期为2026-09-10，已公布2026-12-10以前的项目；44个报告期中12个已完成统计，其余统计中。',
  )
})

test('a hub whose city tier does not answer says so, and still shows its page', async () => {
  const silent = 'the hub can’t tell now, since the server of the city does not answer.'
  expect((await describeState(async () => ({ data: null }))).en).toBe(silent)
  expect((await describeState(() => Promise.reject(new Error('gone')))).zh).toBe('市级服务器无响应，暂时无法说明。')
})
