import { type GraphQLSchema, OperationTypeNode } from 'graphql'
import { askLater, hasRewrites } from './ask-later.js'
import { groupBy } from './group-by.js'
import { type PickKeys, compilePick } from './compile-pick.js'
import { type Rewrite, compileRewrites } from './compile-rewrites.js'
import { type FetchGroup, groupFetches } from './group-fetches.js'
import type { FetchNode, PlannedFetch } from './list-fetches.js'
import { keysOfObjects, whoMayShare } from './may-share.js'
import { textOf } from './question.js'

/** One question to one tier: at the root, or about the entities that stand at some places of the answer. */
export interface Fetch {
  readonly tier: string
  readonly query: string
  readonly operationName: string | undefined
  /** The variables that the question uses, by their names on the wire. */
  readonly variables: readonly string[]
  /** Changes what comes, each entity for itself. */
  readonly rewriteOutput: Rewrite | undefined
  readonly places: readonly Place[]
  /** By what the question is known when a later fetch asks the same; undefined when none does. */
  readonly repeated: string | undefined
}

/** Where what a fetch answers is laid. */
export interface Place {
  /** Where the entities stand; `@` stands for each element of a list. Empty at the root. */
  readonly path: readonly string[]
  /** Names the entities; the same for all places where they are named alike, and undefined at the root. */
  readonly keys: PickKeys | undefined
  /** Changes each representation before it is sent. */
  readonly rewriteInput: Rewrite | undefined
  /** Whether entities that are one may hold the same objects. */
  readonly mayShare: boolean
  /** What must be laid before. */
  readonly after: readonly Place[]
  /** Asked about the entities that can't be named to this fetch. */
  readonly otherwise: Fetch | undefined
}

/** A place where entities stand. */
export type EntityPlace = Place & { readonly keys: PickKeys }

/** Fetches, each behind those that it waits for. */
export type Plan = readonly Fetch[]

/** Compiles the fetches of a query plan: what is asked twice is asked once, and what can be asked together is. */
export function compilePlan(fetches: readonly PlannedFetch[], whole: GraphQLSchema): Plan {
  const asked = askLater(fetches)
  const groups = groupFetches(asked, whole)
  const mayShare = whoMayShare(asked)
  const names = groupBy(groups, (group) => nameOf(group) ?? '')
  const isRepeated = (name: string | undefined) => name !== undefined && (names.get(name)?.length ?? 0) > 1
  const writes = groups.some(({ node }) => node.operationKind === OperationTypeNode.MUTATION)
  const placeOf = new Map<PlannedFetch, Place>()
  return groups.map((group) => {
    const keys = new Map<string, PickKeys>()
    const places = group.fetches.map((each) => {
      const { fetch, node, otherwise } = each
      const place: Place = {
        path: fetch.path,
        keys: node.requires && keysOf(node.requires, keys, whole),
        rewriteInput: compileRewrites(node.inputRewrites, whole),
        mayShare: mayShare(each),
        after: fetch.after.flatMap((earlier) => placeOf.get(earlier) ?? []),
        otherwise: otherwise && compileAlone(otherwise, mayShare, whole),
      }
      placeOf.set(fetch, place)
      return place
    })
    const name = nameOf(group)
    return compileFetch(group, places, !writes && isRepeated(name) ? name : undefined, whole)
  })
}

function keysOf(
  requires: NonNullable<FetchNode['requires']>,
  known: Map<string, PickKeys>,
  whole: GraphQLSchema,
): PickKeys {
  const text = JSON.stringify(requires)
  const keys = known.get(text) ?? compilePick(requires, whole)
  known.set(text, keys)
  return keys
}

function compileFetch(
  { node }: FetchGroup,
  places: readonly Place[],
  repeated: string | undefined,
  whole: GraphQLSchema,
): Fetch {
  return {
    tier: node.serviceName,
    query: node.operation,
    operationName: node.operationName,
    variables: node.variableUsages ?? [],
    rewriteOutput: compileRewrites(node.outputRewrites, whole),
    places,
    repeated,
  }
}

/** A fetch as the planner has it, for the entities of one place. */
function compileAlone(fetch: PlannedFetch, mayShare: ReturnType<typeof whoMayShare>, whole: GraphQLSchema): Fetch {
  const { node, path } = fetch
  const alone = { fetch, node, otherwise: undefined }
  const place: Place = {
    path,
    keys: node.requires && compilePick(node.requires, whole),
    rewriteInput: undefined,
    mayShare: mayShare(alone),
    after: [],
    otherwise: undefined,
  }
  return compileFetch({ node, fetches: [alone] }, [place], undefined, whole)
}

/**
 * By what a question is known that a plan may ask several times, of entities whose fields hold no objects: then what is known of an
 * entity is never asked again. Undefined for one that is about something else, or names entities in several ways.
 */
function nameOf({ node, fetches }: FetchGroup): string | undefined {
  if (node.requires === undefined || hasRewrites(node) || keysOfObjects(node).length > 0) return undefined
  const requires = new Set(fetches.map((each) => JSON.stringify(each.node.requires)))
  return requires.size === 1 ? `${node.serviceName} ${textOf(node)} ${[...requires].join()}` : undefined
}
