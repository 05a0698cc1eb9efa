import type { GraphQLFormattedError } from 'graphql'
import { requireClient } from '../../fetch/failed-answer.js'
import type { RequestContext } from '../../fetch/request-context.js'
import type { TierAnswer, TierSource } from '../../fetch/tier-source.js'
import type { EntityPlace, Fetch, Place } from '../prepare/compile-plan.js'
import type { Merged } from '../prepare/compile-shape.js'
import { type AnswerAboutEntities, askOnce, type KnownEntities } from './ask-once.js'
import { type Entities, type SharedObjects, entitiesAt, objectsAt } from './entities-at.js'
import { layEntities } from './lay-entities.js'
import { mergeInto } from './merge-into.js'
import { placeErrors } from './place-errors.js'
import type { TierError } from './tier-error.js'
import { withoutStacks } from './without-stacks.js'

/** What a run of fetches works on. */
export interface Run {
  readonly data: Merged
  readonly errors: TierError[]
  /** The client's variables by their names on the wire, those left out with their defaults. */
  readonly variables: Readonly<Record<string, unknown>>
  readonly sources: ReadonlyMap<string, TierSource>
  /** The interfaces that some tier knows as one object. */
  readonly interfaceObjects: ReadonlySet<string>
  readonly context: RequestContext
  /** What stands in several places of `data` at once. */
  readonly shared: SharedObjects
  readonly known: KnownEntities
}

/**
 * Asks a tier what a fetch asks at some of its places, and lays its answer into `run.data`. Never rejects for a tier's fault.
 *
 * @throws {ClientGone} when nobody waits for the answer any more.
 */
export async function askTier(fetch: Fetch, places: readonly Place[], run: Run): Promise<void> {
  if (places.every(hasEntities)) {
    await askAbout(
      fetch,
      entitiesAt(places, ({ path }) => objectsAt(run.data, path, run.shared)),
      run,
    )
    return
  }
  const { data, errors } = await send(fetch, undefined, run)
  fetch.rewriteOutput?.(data)
  mergeInto(run.data, data, run.interfaceObjects)
  tell(errors, fetch, undefined, run)
}

function hasEntities(place: Place): place is EntityPlace {
  return place.keys !== undefined
}

async function askAbout(fetch: Fetch, entities: Entities, run: Run): Promise<void> {
  const others = entities.at.map(async ({ place: { otherwise }, unnamed }) => {
    if (otherwise === undefined || unnamed.length === 0) return
    const places = otherwise.places.filter(hasEntities)
    await askAbout(
      otherwise,
      entitiesAt(places, () => unnamed),
      run,
    )
  })
  await Promise.all([...others, askAboutNamed(fetch, entities, run)])
}

async function askAboutNamed(fetch: Fetch, entities: Entities, run: Run): Promise<void> {
  if (entities.representations.length === 0) return
  const ask = async (representations: readonly Merged[]): Promise<AnswerAboutEntities> => {
    const { data, errors = [] } = await send(fetch, representations, run)
    return { received: (data?.['_entities'] ?? []) as AnswerAboutEntities['received'], errors }
  }
  const { repeated } = fetch
  const { received, errors } =
    repeated === undefined ? await ask(entities.representations) : await askOnce(repeated, entities, run.known, ask)
  layEntities(fetch, entities, { received, shared: run.shared, interfaceObjects: run.interfaceObjects })
  tell(errors, fetch, entities, run)
}

async function send(fetch: Fetch, representations: readonly Merged[] | undefined, run: Run): Promise<TierAnswer> {
  const source = run.sources.get(fetch.tier)
  if (source === undefined) throw new Error(`no source for the subgraph ${fetch.tier}`)
  const { query, operationName } = fetch
  const { viewer, language, signal, endsAt } = run.context
  requireClient(signal)
  const variables: Record<string, unknown> = {}
  for (const name of fetch.variables) {
    if (Object.hasOwn(run.variables, name)) variables[name] = run.variables[name]
  }
  const request = { query, variables, operationName, viewer, language, signal, endsAt }
  return await source.ask(representations === undefined ? request : { ...request, representations })
}

function tell(
  errors: readonly GraphQLFormattedError[] | undefined,
  fetch: Fetch,
  entities: Entities | undefined,
  run: Run,
): void {
  if (errors === undefined || errors.length === 0) return
  run.errors.push(...withoutStacks(() => placeErrors(errors, fetch, entities, run.data)))
}
