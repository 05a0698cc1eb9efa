import type { Resolvers } from '@shequ/subgraph/subgraph'
import type { Places } from './places.js'

type Reference = { readonly code?: unknown; readonly id?: unknown }
type ResolveReference = (reference: Reference, ...rest: unknown[]) => unknown

/**
 * Resolvers that enter an entity only where its community's records lie on this server: every entity's key begins with the
 * community's code. Elsewhere the entity gives MOVED.
 */
export function guardReferences(resolvers: Resolvers, places: Places): Resolvers {
  return Object.fromEntries(
    Object.entries(resolvers).map(([type, fields]) => [type, isEntity(fields) ? guarded(fields, places) : fields]),
  )
}

interface EntityResolvers {
  readonly __resolveReference: ResolveReference
}

function isEntity(fields: unknown): fields is EntityResolvers {
  return typeof fields === 'object' && fields !== null && '__resolveReference' in fields
}

function guarded({ __resolveReference: resolve, ...fields }: EntityResolvers, places: Places): EntityResolvers {
  return {
    ...fields,
    __resolveReference: (reference, ...rest) => {
      const owner = ownerOf(reference)
      // An error that is thrown at once would take the other entities with it.
      if (owner !== undefined && !places.isHere(owner)) return Promise.reject(places.refuse(owner))
      return resolve(reference, ...rest)
    },
  }
}

/** The community that a key names, and undefined for a key that no record has. */
function ownerOf({ code, id }: Reference): string | undefined {
  if (typeof code === 'string') return code
  return typeof id === 'string' ? /^\d{12}(?=:)/.exec(id)?.[0] : undefined
}
