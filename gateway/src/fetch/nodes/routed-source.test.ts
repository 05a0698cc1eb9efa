import { afterEach, describe, expect, test } from 'vitest'
import { communityServer, entityQuery, type Key, type Standing } from '../../testing/community-tier.js'
import { type RoutedTier, openRoutedTier } from '../../testing/routed-tier.js'
import type { TierAnswer } from '../tier-source.js'

const code = (number: number) => `3101010010${String(number).padStart(2, '0')}`
const communities = (...numbers: number[]): Key[] => numbers.map((number) => ({ code: code(number) }))
const representationsOf = (keys: readonly Key[]) =>
  keys.map((key) => ({ __typename: key.code === undefined ? 'Programme' : 'Community', ...key }))
const about = (keys: readonly Key[], query = entityQuery) => ({
  query,
  variables: {},
  representations: representationsOf(keys),
})
const codesOf = ({ errors }: TierAnswer) => errors?.map(({ extensions }) => extensions?.['code'])

const open: RoutedTier[] = []
afterEach(async () => {
  for (const tier of open.splice(0)) await tier.close()
})
const openTier = async (...given: Parameters<typeof openRoutedTier>) => {
  const tier = await openRoutedTier(...given)
  open.push(tier)
  return tier
}
const one = communityServer(() => 'HERE')
const oneServer = async (request: ReturnType<typeof about>) =>
  await one.call({
    query: request.query,
    variables: { representations: request.representations },
    viewer: { subject: 'anonymous', role: 'anonymous', division: null, organisation: null, scopes: [] },
  })

describe('a request', () => {
  test('about hosted communities alone is handed on as it is', async () => {
    const tier = await openTier()
    await tier.addNode(code(1))
    const request = about(communities(2, 3))
    await tier.ask(request)
    expect(tier.handedOn[0]?.variables).toBe(request.variables)
  })

  test.each([
    ['a default', `mutation ($c: String! = "${code(1)}") { rename(community: $c, motto: "m") { code } }`, {}],
    [
      'a default within an input',
      `mutation ($i: PublishInput! = {community: "${code(1)}", title: "t"}) { publish(input: $i) { title } }`,
      {},
    ],
    [
      'a variable within an input',
      'mutation ($c: String!) { publish(input: {community: $c, title: "t"}) { title } }',
      { c: code(1) },
    ],
    [
      'a variable that is called as the planner calls its own',
      'mutation ($representations: String!) { publish(input: {community: $representations, title: "t"}) { title } }',
      { representations: code(1) },
    ],
    [
      'a default in a fragment that stands twice',
      `mutation ($c: String! = "${code(1)}") { ...R ...R } fragment R on Mutation { rename(community: $c, motto: "m") { code } }`,
      {},
    ],
  ])('that names its owner by %s goes to that owner', async (_, query, variables) => {
    const tier = await openTier()
    const node = await tier.addNode(code(1))
    await tier.ask({ query, variables })
    expect([node.server.writes.length, tier.hosted.writes.length]).toEqual([1, 0])
  })

  test('about one owner goes to that owner alone', async () => {
    const tier = await openTier()
    const node = await tier.addNode(code(1))
    const keys = [{ code: code(1) }, { id: `${code(1)}:a` }, { id: `${code(1)}:missing` }]
    expect(await tier.ask(about(keys))).toEqual(await oneServer(about(keys)))
    expect([node.received.length, tier.hosted.calls]).toEqual([1, 0])
  })

  test('about many owners is split, and answered as by one server, in order', async () => {
    const tier = await openTier()
    const nodes = await Promise.all([1, 3, 5].map((number) => tier.addNode(code(number))))
    const keys = [...communities(5, 0, 1, 2, 3, 9), { id: `${code(3)}:b` }, { id: `${code(2)}:b` }, ...communities(1)]
    expect(await tier.ask(about(keys))).toEqual(await oneServer(about(keys)))
    expect([tier.hosted.calls, ...nodes.map(({ received }) => received.length)]).toEqual([1, 1, 1, 1])
  })

  test('has each error at the entity that it is about', async () => {
    const tier = await openTier()
    await tier.addNode(code(1))
    const query =
      'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Community { refused } } }'
    const { errors } = await tier.ask(about(communities(0, 1, 2, 1), query))
    expect(errors?.map(({ path, message }) => [path, message])).toEqual(
      [0, 1, 2, 1].map((number, place) => [['_entities', place, 'refused'], `Not for you, says ${code(number)}.`]),
    )
  })

  test('tells the node who asks, in a token for it alone', async () => {
    const tier = await openTier()
    const node = await tier.addNode(code(1))
    const query =
      'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Community { asks } } }'
    const viewer = {
      subject: 'office',
      role: 'community-office',
      division: code(1),
      organisation: null,
      scopes: [],
    } as const
    expect((await tier.ask({ ...about(communities(1), query), viewer })).data).toEqual({
      _entities: [{ asks: 'office' }],
    })
    expect(node.received[0]?.headers).toMatchObject({
      via: '1.1 gateway-1',
      authorization: expect.stringMatching(/^Bearer /),
    })
  })
})

describe('a record by its id', () => {
  const both = `query ($id: ID!, $deep: Boolean = true) {
    mine: programme(id: $id) { ...P } other: programme(id: "${code(2)}:a") { title }
    alone: node(id: $id) { __typename id ... on Programme { ...P } ... on Secret { words } } }
    fragment P on Programme { title places @include(if: $deep) organiser @skip(if: $deep) { creditCode } }`

  test('is asked of a node as an entity, and answered as by one server', async () => {
    const tier = await openTier()
    const node = await tier.addNode(code(1))
    const id = `${code(1)}:a`
    const answer = await tier.ask({ query: both, variables: { id } })
    const programme = { title: `Title of ${id}`, places: 20 }
    expect(answer).toEqual({
      data: {
        mine: programme,
        alone: { __typename: 'Programme', id, ...programme },
        other: { title: `Title of ${code(2)}:a` },
      },
    })
    for (const { body } of node.received) expect(body).toMatch(/_entities\(representations/)
    expect([node.received.length, tier.hosted.calls]).toEqual([2, 1])
  })

  test('is null where the node has none, and where it is not shared', async () => {
    const tier = await openTier()
    await tier.addNode(code(1))
    const answer = await tier.ask({
      query: 'query ($id: ID!) { programme(id: $id) { title } node(id: $id) { id } }',
      variables: { id: `${code(1)}:missing` },
    })
    expect(answer).toEqual({ data: { programme: null, node: null } })
  })

  test('costs itself alone where the node is out of reach', async () => {
    const tier = await openTier()
    const node = await tier.addNode(code(1))
    await node.close()
    const { data, errors } = await tier.ask({ query: both, variables: { id: `${code(1)}:a` } })
    expect(data).toEqual({ mine: null, alone: null, other: { title: `Title of ${code(2)}:a` } })
    expect(errors?.map(({ path, extensions }) => [path, extensions?.['code']])).toEqual([
      [['mine'], 'NODE_UNAVAILABLE'],
      [['alone'], 'NODE_UNAVAILABLE'],
    ])
  })

  test('is found at the new owner when its community has moved, either way', async () => {
    const away = await openTier({}, (of) => (of === code(1) ? 'AWAY' : 'HERE'))
    const node = await away.addNode(code(1))
    away.directory.apply([{ ...node.entry, status: 'HOSTED' }])
    away.pending.push({ ...node.entry, epoch: 2 })
    const back = await openTier()
    const left = await back.addNode(code(1), () => 'AWAY')
    back.pending.push({ ...left.entry, status: 'HOSTED', epoch: 2 })
    for (const tier of [away, back]) {
      const answer = await tier.ask({ query: both, variables: { id: `${code(1)}:b` } })
      expect(answer).toMatchObject({ data: { mine: { places: 20 }, other: {}, alone: { id: `${code(1)}:b` } } })
      expect(answer.errors).toBeUndefined()
    }
  })
})

describe('a write', () => {
  const publish = 'mutation ($a: PublishInput!) { publish(input: $a) { id title } }'

  test('goes to the owner that its input names, in a variable or in the document', async () => {
    const tier = await openTier()
    const node = await tier.addNode(code(1))
    await tier.ask({ query: publish, variables: { a: { community: code(1), title: 'at the node' } } })
    await tier.ask({ query: publish, variables: { a: { community: code(2), title: 'hosted' } } })
    await tier.ask({ query: `mutation { publish(input: { community: "${code(1)}", title: "in place" }) { id } }` })
    await tier.ask({ query: `mutation { rename(community: "${code(1)}", motto: "renamed") { code } }` })
    expect(node.server.writes).toEqual(['at the node', 'in place', 'renamed'])
    expect(tier.hosted.writes).toEqual(['hosted'])
  })

  test('of several owners is done one after the other, each at its own', async () => {
    const tier = await openTier()
    const node = await tier.addNode(code(1))
    const fields = [1, 2, 2, 1].map(
      (number, index) => `f${index}: publish(input: { community: "${code(number)}", title: "t${index}" }) { ...P }`,
    )
    const answer = await tier.ask({ query: `mutation { ${fields.join(' ')} } fragment P on Programme { title }` })
    expect(answer).toEqual({
      data: { f0: { title: 't0' }, f1: { title: 't1' }, f2: { title: 't2' }, f3: { title: 't3' } },
    })
    expect(Object.keys(answer.data ?? {})).toEqual(['f0', 'f1', 'f2', 'f3'])
    expect([node.server.writes, tier.hosted.writes]).toEqual([
      ['t0', 't3'],
      ['t1', 't2'],
    ])
    expect([node.received.length, tier.hosted.calls]).toEqual([2, 1])
  })

  test('of which one owner fails is done at the others', async () => {
    const tier = await openTier()
    const node = await tier.addNode(code(1))
    await node.close()
    const query = `mutation { a: publish(input: { community: "${code(1)}", title: "x" }) { title } b: publish(input: { community: "${code(2)}", title: "y" }) { title } }`
    const answer = await tier.ask({ query })
    expect(answer.data).toMatchObject({ b: { title: 'y' } })
    expect(answer.errors?.map(({ path, extensions }) => [path, extensions])).toEqual([
      [['a'], { code: 'NODE_UNAVAILABLE', community: code(1) }],
    ])
  })
})

describe('a community that moves', () => {
  const standing: Record<string, Standing> = {}
  const hostedStanding = (of: string): Standing => standing[of] ?? 'HERE'

  test('is asked for at its new owner when the old one says so, and those beside it only once', async () => {
    const tier = await openTier({}, hostedStanding)
    const node = await tier.addNode(code(1))
    tier.directory.apply([{ ...node.entry, status: 'HOSTED' }])
    tier.pending.push({ ...node.entry, epoch: 2 })
    standing[code(1)] = 'AWAY'
    const keys = [...communities(2, 1), { id: `${code(1)}:b` }, ...communities(3)]
    expect(await tier.ask(about(keys))).toEqual(await oneServer(about(keys)))
    expect([tier.hosted.calls, node.received.length, tier.refreshes]).toEqual([1, 1, 1])
    delete standing[code(1)]
  })

  test('back to the hosted server likewise', async () => {
    const tier = await openTier()
    const node = await tier.addNode(code(1), () => 'AWAY')
    tier.pending.push({ ...node.entry, status: 'HOSTED', epoch: 2 })
    expect(await tier.ask(about(communities(1, 2)))).toEqual(await oneServer(about(communities(1, 2))))
  })

  test('has a write done once, at the new owner', async () => {
    const tier = await openTier({}, hostedStanding)
    const node = await tier.addNode(code(1))
    tier.directory.apply([{ ...node.entry, status: 'HOSTED' }])
    tier.pending.push({ ...node.entry, epoch: 2 })
    standing[code(1)] = 'AWAY'
    const query = `mutation { a: publish(input: { community: "${code(2)}", title: "2" }) { title } b: publish(input: { community: "${code(1)}", title: "1" }) { title } }`
    expect(await tier.ask({ query })).toEqual({ data: { a: { title: '2' }, b: { title: '1' } } })
    expect([tier.hosted.writes, node.server.writes]).toEqual([['2'], ['1']])
    delete standing[code(1)]
  })

  test('has a write that it did not take asked for once more, after a moment, and then told', async () => {
    const leaving: { calls: number } = { calls: 0 }
    const tier = await openTier({}, (of) => (of === code(1) && (leaving.calls += 1) === 1 ? 'LEAVING' : 'HERE'))
    const query = `mutation { publish(input: { community: "${code(1)}", title: "waits" }) { title } }`
    expect(await tier.ask({ query })).toEqual({ data: { publish: { title: 'waits' } } })
    expect(tier.hosted.writes).toEqual(['waits'])
    const still = await openTier({}, () => 'LEAVING')
    expect(codesOf(await still.ask({ query }))).toEqual(['MOVING'])
    expect([still.hosted.calls, still.hosted.writes]).toEqual([2, []])
  })

  test('never shows a client that it moved: twice in a row is on the move', async () => {
    const tier = await openTier({}, () => 'AWAY')
    expect(
      codesOf(
        await tier.ask(
          about(
            communities(1),
            'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Community { motto } } }',
          ),
        ),
      ),
    ).toEqual(['MOVING'])
    expect(
      codesOf(await tier.ask({ query: `mutation { rename(community: "${code(1)}", motto: "m") { code } }` })),
    ).toEqual(['MOVING'])
    expect(tier.hosted.calls).toBe(4)
  })
})
