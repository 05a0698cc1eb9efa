import type { Logger } from '@shequ/process/log'
import { maskError } from '@shequ/subgraph/errors/mask-errors'
import { buildSubgraph, type Subgraph } from '@shequ/subgraph/subgraph'
import { logAccesses } from './access/log-accesses.js'
import { createContext } from './resolvers/context.js'
import type { Database } from './database/open-database.js'
import { guardReferences } from './node/place/guard-references.js'
import { resolvers } from './resolvers/resolvers.js'

export interface CommunitySubgraphOptions {
  readonly database: Database
  readonly log: Logger
  readonly now?: () => Date
  /** The longest time of a call, in milliseconds. 20,000 by default; see {@link buildSubgraph}. */
  readonly longestCall?: number | undefined
}

/** The community tier's subgraph on its database: for the communities whose records lie there. */
export function buildCommunitySubgraph({
  database,
  log,
  now = () => new Date(),
  longestCall,
}: CommunitySubgraphOptions): Subgraph {
  const { places } = database
  const subgraph = buildSubgraph({
    tier: 'community',
    resolvers: guardReferences(resolvers, places),
    createContext: (viewer, asked, deadline) =>
      createContext({ database: { ...database, ...database.during(deadline) }, now, viewer, asked }),
    beforeAnswer: ({ database: own, accesses }) => logAccesses(own, accesses),
    longestCall,
    checkHealth: () => database.check(),
    log,
  })
  return {
    ...subgraph,
    call: async (request) => {
      try {
        await places.refresh()
      } catch (error) {
        return { errors: [maskError(error, log)] }
      }
      const answer = await subgraph.call(request)
      const moved = answer.errors?.find(({ extensions }) => extensions['code'] === 'MOVED')
      if (!moved) return answer
      await places.settleRefused()
      // Records came a moment ago, unnoticed until they were asked for. What was refused is an entity, so that nothing was written.
      const hasCome = (community: unknown) => typeof community === 'string' && places.isHere(community)
      if (moved.path?.[0] === '_entities' && hasCome(moved.extensions['community'])) return await subgraph.call(request)
      // Records left while the answer was made: asked again, what is not theirs is answered, and they give MOVED where they stood.
      if (answer.data !== undefined || moved.path !== undefined) return answer
      await places.readAnew()
      return await subgraph.call(request)
    },
  }
}
