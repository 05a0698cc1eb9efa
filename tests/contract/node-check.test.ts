import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CheckResult, checkNode } from '@shequ/cli/node/check/check-node'
import { nodeKeyOf } from '@shequ/process/keys/node-keys'
import { nodeName } from '@shequ/process/keys/node-name'
import { gatewayIssuer, mintViewerToken } from '@shequ/process/keys/viewer-token'
import { anonymous } from '@shequ/schema/viewer'
import { type TestNode, openNode } from '../helpers/open-node.js'
import { type TestHub, startHub } from '../helpers/start-hub.js'
import { type Spoiling, startWrongNode } from '../helpers/wrong-node.js'

const community = '310101002001'

let hub: TestHub
let node: TestNode
beforeAll(async () => {
  hub = await startHub()
  node = await openNode(hub, community)
  await node.join()
}, 120_000)
afterAll(async () => {
  await node.close()
  await hub.close()
})

/** What the conformance check finds wrong with an endpoint. */
async function breachesOf(url: string): Promise<readonly CheckResult[]> {
  const { gatewayKey } = hub
  const keys = [await nodeKeyOf(node.hub.key.publicJwk.x ?? '')]
  const breaches: CheckResult[] = []
  for await (const result of checkNode({ url, community, gatewayKey, keys })) {
    if (result.breach !== undefined) breaches.push(result)
  }
  return breaches
}

async function breachesWith(spoiling: Spoiling): Promise<readonly CheckResult[]> {
  const wrong = await startWrongNode({ url: node.url, community, key: node.hub.key }, spoiling)
  try {
    return await breachesOf(wrong.url)
  } finally {
    await wrong.close()
  }
}

const nobody = () =>
  mintViewerToken(hub.gatewayKey, anonymous, { issuer: gatewayIssuer, audience: nodeName(community), lifetime: 60 })

/** The entities of an answer changed. */
function changeEntities(body: string, change: (entities: readonly unknown[]) => readonly unknown[]): string {
  const answer = JSON.parse(body) as { data?: { _entities?: readonly unknown[] } }
  const entities = answer.data?._entities
  return entities === undefined ? body : JSON.stringify({ ...answer, data: { _entities: change(entities) } })
}

describe('hub node check', () => {
  test('finds nothing wrong with a node of the hub', async () => {
    expect(await breachesOf(node.url)).toEqual([])
  }, 60_000)

  const wrongNodes: readonly (readonly [string, Spoiling, readonly (readonly [RegExp, RegExp])[]])[] = [
    [
      'takes every token for a good one',
      { token: nobody },
      [
        [/refuses no token/, /was answered/],
        [/refuses an expired token/, /was answered/],
        [/refuses a token for another node/, /was answered/],
        [/hosted server/, /was answered/],
        [/another key signed/, /was answered/],
        [/claims were altered/, /was answered/],
        [/nobody but the community’s office/, /expected FORBIDDEN/],
        [/does not write for another community/, /expected MOVED, but got UNAUTHENTICATED/],
        [/offers every mutation/, /with MOVED, but got UNAUTHENTICATED/],
      ],
    ],
    [
      'signs something else than it answers',
      { signed: (body) => `${body} ` },
      [[/signs its answers/, /it was altered/]],
    ],
    [
      'leaves out what it does not have',
      {
        answer: ({ status, body }) => ({
          status,
          body: changeEntities(body, (entities) => entities.filter((entity) => entity !== null)),
        }),
      },
      [
        [/in the order they are asked for/, /expected 4 entities, but got 3/],
        [/refuses another community’s/, /expected 3 entities, but got 1/],
      ],
    ],
    [
      'answers for other communities too',
      {
        answer: ({ status, body }, request) => {
          const asked = JSON.parse(request.startsWith('{"') ? request : '{}') as {
            variables?: { representations?: readonly { code?: string; id?: string }[] }
          }
          const { representations = [] } = asked.variables ?? {}
          if (!body.includes('MOVED') || representations.length === 0) return { status, body }
          const { data } = JSON.parse(
            changeEntities(body, (entities) => entities.map((entity, place) => entity ?? representations[place])),
          ) as { data: unknown }
          return { status, body: JSON.stringify({ data }) }
        },
      },
      [[/refuses another community’s/, /expected null for an entity/]],
    ],
    [
      'speaks an older schema, and has errors of its own',
      {
        answer: ({ status, body }) => ({
          status,
          body: body.replaceAll('smallestCell: Int!', 'smallestCell: Int').replaceAll('GRAPHQL_PARSE_FAILED', 'SYNTAX'),
        }),
      },
      [
        [/speaks the community tier’s schema/, /Charter\.smallestCell to be Int!, but it is Int$/],
        [/refuses what is no GraphQL/, /code of the hub's table/],
      ],
    ],
    [
      'has no measures',
      { answer: ({ status, body }) => ({ status, body: body.replace(/"measures":\{.*\}/, '"measures":null}]}}') }) },
      [[/answers measures/, /expected a table of measures.* but got null$/]],
    ],
    [
      'counts places for everybody',
      { answer: ({ status, body }) => ({ status, body: body.replaceAll('"freePlaces":null', '"freePlaces":4') }) },
      [[/what single residents did/, /expected `Programme.freePlaces` to be null without a token, but got a number$/]],
    ],
    [
      'tells of a gift of residents',
      {
        answer: ({ status, body }) => ({
          status,
          body: body.replaceAll(/"fundingOrganisation":\{[^}]*\}/g, '"fundingOrganisation":null'),
        }),
      },
      [[/what single residents did/, /donations of organisations alone/]],
    ],
    [
      'dates voices to the moment',
      { answer: ({ status, body }) => ({ status, body: body.replaceAll('T16:00:00.000Z', 'T16:00:00.001Z') }) },
      [[/what single residents did/, /dated by the beginning of a day in China/]],
    ],
    [
      'tells of a place to whoever asks',
      {
        answer: ({ status, body }) => ({
          status,
          body: body.replace('"followUp":null', '"followUp":{"enrolment":{"status":"ENROLLED"},"voice":null}'),
        }),
      },
      [[/no receipt/, /expected `Community.followUp` to be null/]],
    ],
    [
      'has one mutation alone',
      {
        answer: ({ status, body }, request) =>
          request.includes('mutation') && !request.includes('changeProfile')
            ? { status, body: JSON.stringify({ errors: [{ message: 'Cannot query field' }] }) }
            : { status, body },
      },
      [
        [
          /offers every mutation/,
          /expected \w+ for another community to be refused with MOVED, but got "Cannot query field"$/,
        ],
      ],
    ],
  ]
  test('finds in all that it answers what a gateway does not believe', async () => {
    const added = (body: string) => changeEntities(body, (all) => all.map((each) => each && { ...each, mood: 'fine' }))
    const spoilings: readonly (readonly [Spoiling, RegExp])[] = [
      [{ type: 'text/html' }, /expected the content type application\/json, but got text\/html/],
      [
        { answer: ({ status, body }) => ({ status, body: added(body) }) },
        /an answer that the hub believes, but Query\._entities holds Community\.mood, for which nobody asked/,
      ],
      [
        {
          answer: ({ status, body }) => ({ status, body: body.replaceAll('"totalCount":', '"totalCount":1e30,"x":') }),
        },
        /an answer that the hub believes, but /,
      ],
    ]
    for (const [spoiling, breach] of spoilings) {
      const breaches = await breachesWith(spoiling)
      expect(breaches[0]?.name).toMatch(/answers 200 and JSON/)
      expect(breaches[0]?.breach).toMatch(breach)
    }
  }, 60_000)

  test.each(wrongNodes)(
    'finds that one %s',
    async (_what, spoiling, expected) => {
      const breaches = await breachesWith(spoiling)
      expect(breaches.map(({ name }) => name)).toEqual(expected.map(([name]) => expect.stringMatching(name)))
      expect(breaches.map(({ breach }) => breach)).toEqual(expected.map(([, breach]) => expect.stringMatching(breach)))
    },
    60_000,
  )
})
