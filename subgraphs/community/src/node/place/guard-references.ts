import type { Resolvers } from '@shequ/subgraph/subgraph'
import type { Places } from './places.js'

type Reference = { readonly code?: unknown; readonly id?: unknown }
type ResolveReference = (reference: Reference, ...rest: unknown[]) => unknown

/**
 * Resolvers that enter an entity, or a record by its id, only where its community's records lie on this server: every key begins
 * with the community's code. Elsewhere it gives MOVED.
 */
export function guardReferences(resolvers: Resolvers, places: Places): Resolvers {
  return Object.fromEntries(
    Object.entries(resolvers).map(([type, fields]) => {
      if (type === 'Query') return [type, guardedQuery(fields as Readonly<Record<string, RootResolver>>, places)]
      return [type, isEntity(fields) ? guarded(fields, places) : fields]
    }),
  )
}

type RootResolver = (root: unknown, reference: Reference, ...rest: unknown[]) => unknown

/** Every root field names a record by its id. */
function guardedQuery(fields: Readonly<Record<string, RootResolver>>, places: Places): Record<string, RootResolver> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, resolve]) => [
      name,
      (root, reference, ...rest) => refusalOf(reference, places) ?? resolve(root, reference, ...rest),
    ]),
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
    __resolveReference: (reference, ...rest) => refusalOf(reference, places) ?? resolve(reference, ...rest),
  }
}

/** Refuses what another server answers for. An error that is thrown at once would take the other entities with it. */
function refusalOf(reference: Reference, places: Places): Promise<never> | undefined {
  const owner = ownerOf(reference)
  return owner === undefined || places.isHere(owner) ? undefined : Promise.reject(places.refuse(owner))
}

/** The community that a key names, and undefined for a key that no record has. */
function ownerOf({ code, id }: Reference): string | undefined {
  if (typeof code === 'string') return code
  return typeof id === 'string' ? /^\d{12}(?=:)/.exec(id)?.[0] : undefined
}
