import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ServedTiers, serveTiers } from '../helpers/serve-tiers.js'
import { type TestHub, startHub } from '../helpers/start-hub.js'

/** One hub in one process, and its tiers as services behind a gateway of their own. */
let hub: TestHub
let served: ServedTiers
beforeAll(async () => {
  hub = await startHub()
  served = await serveTiers(hub.databases, hub.now)
}, 120_000)
afterAll(async () => {
  await served.close()
  await hub.close()
})

const question = `{ measureDefinitions(measures: [ATTENDANCES]) { name unit } learnerGroups { name }
  programmes(within: "310101002001") { totalCount } }`

const ask = (url: string, language: string, headers: Record<string, string> = {}) =>
  fetch(`${url}/graphql?query=${encodeURIComponent(question)}`, {
    headers: { 'accept-language': language, ...headers },
  })

describe.each<[string, () => string]>([
  ['in one process', () => hub.url],
  ['with tiers as services', () => served.url],
])('a hub %s', (_, url) => {
  test('speaks the language that the header asks for, errors too', async () => {
    const english = (await (await ask(url(), 'fr, en;q=0.5')).json()) as Record<string, unknown>
    const chinese = (await (await ask(url(), 'zh-CN')).json()) as Record<string, unknown>
    expect(english['data']).toMatchObject({
      measureDefinitions: [{ name: 'Attendances', unit: 'person-times' }],
      learnerGroups: expect.arrayContaining([{ name: 'Retired people' }]),
      programmes: null,
    })
    expect(chinese['data']).toMatchObject({
      measureDefinitions: [{ name: '参加人次', unit: '人次' }],
      learnerGroups: expect.arrayContaining([{ name: '退休人员' }]),
      programmes: null,
    })
    const errors = [english, chinese].map((answer) => answer['errors'] as { message: string; extensions: object }[])
    const [[one], [other]] = errors as [[(typeof errors)[0][0]], [(typeof errors)[0][0]]]
    expect(other?.extensions).toEqual(one?.extensions)
    expect(one?.message).toMatch(/^Expected `within` to be a city, borough or street, but 310101002001 has /)
    expect(other?.message).toMatch(/^不能这样查询或填写。详情：`within` 应为市、区或街道，而 310101002001 是/)
  })

  test('writes definitions and units of a file in it', async () => {
    const path =
      '/measures.json?within=310000000000&measures=ATTENDANCES&groupBy=PERIOD&from=2025-01&to=2025-01&grain=MONTH'
    const read = async (language: string) => {
      const response = await fetch(`${url()}${path}`, { headers: { 'accept-language': language } })
      expect([response.status, response.headers.get('vary')]).toEqual([200, expect.stringContaining('accept-language')])
      return response.json()
    }
    expect(await read('en')).toMatchObject({
      definitions: [
        {
          measure: 'ATTENDANCES',
          meaning: 'Attendances of everybody at sessions in the period: who comes to ten sessions counts ten times.',
          unit: 'person-times',
        },
      ],
    })
    expect(await read('zh')).toMatchObject({
      definitions: [
        { measure: 'ATTENDANCES', meaning: '报告期内参加各场活动的人次，不论何人参加：参加十次计十次。', unit: '人次' },
      ],
    })
  })

  test('tells caches so: tags of both languages differ, and neither stands for the other', async () => {
    const [english, chinese] = [await ask(url(), 'en'), await ask(url(), 'zh')]
    for (const answer of [english, chinese]) expect(answer.headers.get('vary')).toContain('accept-language')
    const [one = '', other = ''] = [english, chinese].map(({ headers }) => headers.get('etag') ?? '')
    expect(one).not.toBe(other)
    expect((await ask(url(), 'zh', { 'if-none-match': other })).status).toBe(304)
    expect((await ask(url(), 'zh', { 'if-none-match': one })).status).toBe(200)
  })
})
