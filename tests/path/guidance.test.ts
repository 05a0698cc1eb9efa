import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestHub, startHub } from '../helpers/start-hub.js'

const city = '310000000000'
const borough = '310101000000'
const lane = '310101002001'
const garden = '310101002002'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
}, 120_000)
afterAll(() => hub.close())

type Role = Parameters<TestHub['token']>[0]

/** Does a mutation as an office, and gives the id of what it made or the codes of its errors. */
async function write(role: Role, division: string, name: string, input: object): Promise<string | string[]> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`
  const { data, errors } = await hub.ask<Record<string, { id: string }>>(
    `mutation ($input: ${type}!) { ${name}(input: $input) { id } }`,
    { input },
    await hub.token(role, division),
  )
  return errors ? errors.map(({ extensions }) => extensions.code) : (data[name]?.id ?? '')
}

const text = { title: '夜校', text: '请在晚上开课。', issuedOn: '2025-09-01' }
const answer = (community: string, guidance: unknown, decision: string, more: object = {}) =>
  write('community-office', community, 'answerGuidance', {
    community,
    guidance,
    decision,
    answeredOn: '2025-09-10',
    ...more,
  })

const answered = `responses { totalCount nodes { decision community { code } response { reason countermeasure } } }
  adaptation { addressed answered adopted adapted declined rate }`

test("a city's guidance is answered by communities, and their answers are counted where they let know", async () => {
  const guidance = await write('city-office', city, 'issueCityGuidance', { city, ...text, boroughs: [borough] })
  expect(guidance).toMatch(/^310000000000:/)
  expect(await write('city-office', city, 'issueCityGuidance', { city, ...text, boroughs: ['110101000000'] })).toEqual([
    'NOT_FOUND',
  ])
  expect(await write('borough-office', borough, 'issueCityGuidance', { city, ...text })).toEqual(['FORBIDDEN'])
  expect(await answer(lane, guidance, 'ADAPTED', { reason: '老人多。' })).toEqual(['BAD_USER_INPUT'])
  expect(await answer(lane, guidance, 'DECLINED')).toEqual(['BAD_USER_INPUT'])
  expect(await answer(lane, guidance, 'ADAPTED', { reason: '老人多。', countermeasure: '下午开课。' })).toMatch(
    /^310101002001:/,
  )
  expect(await answer(garden, guidance, 'ADOPTED')).toMatch(/^310101002002:/)
  const share = (community: string, level: string) =>
    hub
      .token('community-office', community)
      .then((token) =>
        hub.ask(
          'mutation ($input: SetSharingInput!) { setSharing(input: $input) { adoptedOn } }',
          { input: { community, dataset: 'GUIDANCE_RESPONSES', level } },
          token,
        ),
      )
  await share(lane, 'PUBLIC')
  await share(garden, 'CITY')
  await hub.publish()

  const read = async (token?: string) => {
    const { data, errors } = await hub.ask<{ city: { guidance: { nodes: object[] } } }>(
      `{ city(code: "${city}") { guidance(first: 1) { nodes { id title addressees ${answered} } } } }`,
      {},
      token,
    )
    expect(errors).toBeUndefined()
    return data.city.guidance.nodes
  }
  const own = {
    decision: 'ADAPTED',
    community: { code: lane },
    response: { reason: '老人多。', countermeasure: '下午开课。' },
  }
  const counts = { addressed: 170, answered: 1, adopted: 0, adapted: 1, declined: 0, rate: 100 }
  const shown = { id: guidance, title: '夜校', addressees: [borough] }
  expect(await read()).toEqual([{ ...shown, responses: { totalCount: 1, nodes: [own] }, adaptation: counts }])
  expect(await read(await hub.token('city-office', city))).toMatchObject([
    { responses: { totalCount: 2 }, adaptation: { ...counts, answered: 2, adopted: 1, rate: 50 } },
  ])

  const { data } = await hub.ask<{ community: { guidanceResponses: { nodes: object[] } } }>(
    `{ community(code: "${lane}") { guidanceResponses(first: 1) { nodes { decision guidance { title } cityGuidance { title city { name } } } } } }`,
  )
  expect(data.community.guidanceResponses.nodes).toEqual([
    { decision: 'ADAPTED', guidance: null, cityGuidance: { title: '夜校', city: { name: '上海市' } } },
  ])
})

test("a borough's guidance is answered alike, and an answer that is no longer shared is counted no more", async () => {
  const guidance = await write('borough-office', borough, 'issueGuidance', {
    borough,
    ...text,
    recipients: [lane, garden],
  })
  await answer(lane, guidance, 'ADOPTED')
  await hub.publish()
  const read = async () => {
    const { data } = await hub.ask<{ community: { guidance: { nodes: object[] } } }>(
      `{ community(code: "${lane}") { guidance(first: 1) { nodes { title ${answered} } } } }`,
    )
    return data.community.guidance.nodes[0]
  }
  const counts = { addressed: 2, answered: 1, adopted: 1, adapted: 0, declined: 0, rate: 0 }
  expect(await read()).toMatchObject({ title: '夜校', responses: { totalCount: 1 }, adaptation: counts })
  await answer(lane, guidance, 'DECLINED', { reason: '没有教师。' })
  await hub.publish()
  expect(await read()).toMatchObject({ adaptation: { ...counts, adopted: 0, declined: 1, rate: 100 } })
  await hub.ask(
    'mutation ($input: SetSharingInput!) { setSharing(input: $input) { adoptedOn } }',
    { input: { community: lane, dataset: 'GUIDANCE_RESPONSES', level: 'PRIVATE' } },
    await hub.token('community-office', lane),
  )
  await hub.publish()
  expect(await read()).toMatchObject({
    responses: { totalCount: 0, nodes: [] },
    adaptation: { ...counts, answered: 0, adopted: 0, rate: null },
  })
})
