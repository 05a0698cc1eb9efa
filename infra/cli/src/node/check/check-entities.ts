import type { Check } from './check.js'
import { type Probe, type Reply, ensure } from './probe.js'

const communityFields =
  '... on Community { __typename code charter { smallestCell } programmes(first: 3, from: "2000-01-01") { totalCount nodes { id } } }'
const entitiesOf = (selection: string) =>
  `query ($representations: [_Any!]!) { _entities(representations: $representations) { ${selection} } }`

const unknownId = (community: string) => `${community}:00000000-0000-4000-8000-000000000000`
const programme = (id: string) => ({ __typename: 'Programme', id })

export const entityChecks: readonly Check[] = [
  {
    name: 'answers 200 and JSON to its own community',
    async run(probe) {
      const reply = await askOwn(probe)
      ensure(reply.status === 200, `expected status 200, but got ${reply.status}`)
      const [community] = entitiesIn(reply, 1)
      ensure(
        community?.['code'] === probe.community,
        `expected the community ${probe.community}, but got ${JSON.stringify(community)}`,
      )
      ensure(reply.errors.length === 0, `expected no errors, but got "${reply.errors[0]?.message}"`)
    },
  },
  {
    name: 'gives entities in the order they are asked for, and null for one it does not have',
    async run(probe) {
      const [community] = entitiesIn(await askOwn(probe), 1)
      const { nodes = [] } = (community?.['programmes'] ?? {}) as { nodes?: readonly { id: string }[] }
      const ids = nodes.map(({ id }) => id).toReversed()
      const asked = [...ids.slice(0, 1), unknownId(probe.community), ...ids.slice(1)]
      const reply = await probe.ask(entitiesOf('... on Programme { id }'), { representations: asked.map(programme) })
      const got = entitiesIn(reply, asked.length).map((entity) => entity?.['id'] ?? null)
      const wanted = asked.map((id) => (id === unknownId(probe.community) ? null : id))
      ensure(
        JSON.stringify(got) === JSON.stringify(wanted),
        `expected ${JSON.stringify(wanted)}, but got ${JSON.stringify(got)}`,
      )
    },
  },
  {
    name: 'refuses another community’s entities with MOVED at their paths, and answers its own beside them',
    async run(probe) {
      const representations = [
        { __typename: 'Community', code: probe.other },
        { __typename: 'Community', code: probe.community },
        programme(unknownId(probe.other)),
      ]
      const reply = await probe.ask(entitiesOf(`${communityFields} ... on Programme { id }`), { representations })
      const got = entitiesIn(reply, 3)
      for (const place of [0, 2]) {
        ensure(
          got[place] === null,
          `expected null for an entity of ${probe.other}, but got ${JSON.stringify(got[place])}`,
        )
        const error = reply.errors.find(({ path }) => path[0] === '_entities' && path[1] === place)
        ensure(
          error?.code === 'MOVED',
          `expected an error MOVED at _entities.${place}, but got ${error?.code ?? 'none'}`,
        )
      }
      ensure(
        got[1]?.['code'] === probe.community,
        `expected ${probe.community} in its place, but got ${JSON.stringify(got[1])}`,
      )
    },
  },
]

/** Asks about the node's own community. */
export function askOwn(probe: Probe): Promise<Reply> {
  return probe.ask(entitiesOf(communityFields), {
    representations: [{ __typename: 'Community', code: probe.community }],
  })
}

function entitiesIn({ data, errors }: Reply, count: number): readonly (Readonly<Record<string, unknown>> | null)[] {
  const entities = data?.['_entities']
  ensure(
    Array.isArray(entities),
    `expected a list of entities, but got ${errors[0] ? `"${errors[0].message}"` : 'none'}`,
  )
  ensure(entities.length === count, `expected ${count} entities, but got ${entities.length}`)
  return entities as readonly (Readonly<Record<string, unknown>> | null)[]
}
