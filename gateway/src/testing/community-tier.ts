import { buildSubgraphSchema } from '@apollo/subgraph'
import { HubError } from '@shequ/schema/errors/hub-error'
import type { SubgraphCall } from '@shequ/schema/subgraph-call'
import type { Viewer } from '@shequ/schema/viewer'
import { type GraphQLFieldResolver, execute, parse } from 'graphql'

/** A community tier as small as one can be whose records have owners. */
export const communitySdl = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  type Query { programme(id: ID!): Programme  node(id: ID!): Found }
  interface Found { id: ID! }
  type Community @key(fields: "code") { code: String!  motto: String  mood: Mood!  asks: String!  programmes: [Programme!]!  refused: String }
  type Programme implements Found @key(fields: "id") { id: ID!  title: String!  places: Int  organiser: Organisation }
  type Secret implements Found @key(fields: "id") { id: ID!  words: String }
  type Organisation @key(fields: "creditCode", resolvable: false) { creditCode: String! }
  enum Mood { CALM BUSY }
  type Mutation { publish(input: PublishInput!): Programme  rename(community: String!, motto: String!): Community }
  input PublishInput { community: String!  title: String! }
`

/** What a server of the tier says of a community: that it has it, that it is handing it over, or that another has it. */
export type Standing = 'HERE' | 'LEAVING' | 'AWAY' | 'UNKNOWN'

/** A server of the tier, with what it was made to write. */
export interface CommunityServer {
  readonly call: SubgraphCall
  /** Titles and mottos, in the order in which they were written. */
  readonly writes: string[]
  /** How often it was called. */
  calls: number
}

export interface Key {
  readonly code?: string
  readonly id?: string
}

const codeOf = ({ code, id }: Key) => code ?? id?.slice(0, 12) ?? ''

/** A server that answers for the communities that `standing` says it has. Every server answers alike, so that answers tell nothing of who gave them. */
export function communityServer(standing: (code: string) => Standing): CommunityServer {
  const writes: string[] = []
  const require = (code: string, isWrite = false) => {
    const where = standing(code)
    if (where === 'AWAY') throw new HubError('MOVED', 'Another server answers for it now.', { community: code })
    if (where === 'LEAVING' && isWrite) throw new HubError('MOVING', 'It is on the move.', { community: code })
    return where === 'UNKNOWN' ? null : code
  }
  const programme = (id: string) => ({
    id,
    title: `Title of ${id}`,
    places: 20,
    organiser: { creditCode: '51310000500000001X' },
  })
  const foundProgramme = (id: string) =>
    require(codeOf({ id })) === null || id.endsWith('missing') ? null : programme(id)
  const resolvers: Record<string, Record<string, GraphQLFieldResolver<never, { viewer: Viewer }>>> = {
    Community: {
      __resolveReference: async (key: Key) => (require(codeOf(key)) === null ? null : { code: codeOf(key) }),
      motto: ({ code }: { code: string }) => (code.endsWith('9') ? null : `Motto of ${code}`),
      mood: () => 'CALM',
      asks: (_community, _args, { viewer }) => viewer.subject,
      programmes: ({ code }: { code: string }) => [programme(`${code}:a`), programme(`${code}:b`)],
      refused: ({ code }: { code: string }) => {
        throw new HubError('FORBIDDEN', `Not for you, says ${code}.`, { division: code })
      },
    },
    Programme: {
      __resolveReference: async ({ id }: { id: string }) => foundProgramme(id),
    },
    Secret: {
      __resolveReference: async ({ id }: { id: string }) => {
        const owner = require(codeOf({ id }))
        throw new HubError('FORBIDDEN', `Not for you, says ${owner}.`, { community: owner ?? '' })
      },
    },
    Query: {
      programme: (_root, { id }: { id: string }) => foundProgramme(id),
      node: (_root, { id }: { id: string }) => foundProgramme(id),
    },
    Found: { __resolveType: () => 'Programme' },
    Mutation: {
      publish: (_root, { input }: { input: { community: string; title: string } }) => {
        require(input.community, true)
        writes.push(input.title)
        return { ...programme(`${input.community}:new`), title: input.title }
      },
      rename: (_root, { community, motto }: { community: string; motto: string }) => {
        require(community, true)
        writes.push(motto)
        return { code: community }
      },
    },
  }
  const schema = buildSubgraphSchema({ typeDefs: parse(communitySdl), resolvers: resolvers as never })
  const server: CommunityServer = {
    writes,
    calls: 0,
    call: async ({ query, variables, operationName, viewer }) => {
      server.calls += 1
      const result = await execute({
        schema,
        document: parse(query),
        variableValues: variables,
        operationName,
        contextValue: { viewer },
      })
      return JSON.parse(JSON.stringify(result)) as typeof result
    },
  }
  return server
}

/** A question about many entities. */
export const entityQuery = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
  ... on Community { code motto mood programmes { id title organiser { creditCode } } }
  ... on Programme { __typename id title places } } }`
