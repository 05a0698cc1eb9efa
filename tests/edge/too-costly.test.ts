import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { getIntrospectionQuery } from 'graphql'
import { type TestHub, startHub } from '../helpers/start-hub.js'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
}, 120_000)
afterAll(() => hub.close())

const borough = 'borough(code: "310101000000")'
const pages = (inner: string, first: number) => `communities(first: ${first}) { nodes { ${inner} } }`
const around = (levels: number, first: number): string =>
  levels === 0 ? 'code' : pages(levels === 1 ? 'code' : `borough { ${around(levels - 1, first)} }`, first)
const programmes = (first: number, sessions: number) =>
  `programmes(first: ${first}) { nodes { title sessions(first: ${sessions}) { nodes { startsAt } } } }`
const times = (count: number, field: string) => Array.from({ length: count }, (_, at) => `a${at}: ${field}`).join(' ')

describe('a small question for a large answer is refused before any tier is asked', () => {
  test.each([
    ['there and back again', `{ ${borough} { ${around(3, 40)} } }`],
    ['there and back again, by pages that are short', `{ ${borough} { ${around(5, 9)} } }`],
    ['pages within pages', `{ ${borough} { ${pages(programmes(50, 50), 170)} } }`],
    ['pages within pages of a city', `{ city(code: "310000000000") { boroughs { ${pages(programmes(5, 5), 100)} } } }`],
    ['one page under many names', `{ ${times(90, `${borough} { ${pages('code name residents', 100)} }`)} }`],
    ['one field under long names', `{ ${borough} { ${pages(`${'x'.repeat(20_000)}: name`, 200)} } }`],
    [
      'fragments that spread twice in each other',
      `{ ${borough} { ...A } } fragment A on Borough { a: ${pages('borough { ...B }', 60)} b: ${pages('borough { ...B }', 60)} } fragment B on Borough { a: ${pages('code', 60)} b: ${pages('name', 60)} }`,
    ],
  ])('%s', async (_, query) => {
    hub.resetCounts()
    const { errors, data } = await hub.ask(query)
    expect(data).toBeUndefined()
    expect(errors).toMatchObject([{ extensions: { code: expect.stringMatching(/^QUERY_TOO_(COSTLY|LARGE)$/) } }])
    expect(hub.calls).toEqual({ city: 0, borough: 0, community: 0 })
  })
})

test('whoever has a token may ask for more', async () => {
  const query = `{ ${borough} { ${pages(programmes(10, 4), 170)} } }`
  expect((await hub.ask(query)).errors?.[0]).toMatchObject({
    message: expect.stringMatching(
      /costs at most 10000 points, but it may cost \d+, of which \d+ are for `borough\.communities/,
    ),
    extensions: { code: 'QUERY_TOO_COSTLY' },
  })
  const { errors } = await hub.ask(query, {}, await hub.token('planner', '310000000000'))
  expect(errors).toBeUndefined()
})

test('everything that an explorer asks about the schema is within what anybody may ask', async () => {
  const { errors } = await hub.ask(getIntrospectionQuery({ inputValueDeprecation: true, specifiedByUrl: true }))
  expect(errors).toBeUndefined()
})
