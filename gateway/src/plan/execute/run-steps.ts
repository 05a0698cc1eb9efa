import { GraphQLError, type GraphQLFormattedError } from 'graphql'
import { requireClient } from '../../fetch/failed-answer.js'
import type { TierSource } from '../../fetch/tier-source.js'
import type { RequestContext } from '../../request/request-context.js'
import type { FetchStep, RequiredField, Step } from './compile-plan.js'
import type { Merged } from './compile-shape.js'
import { mergeInto } from './merge-into.js'

/** What a run of steps works on. */
export interface Run {
  readonly data: Merged
  readonly errors: GraphQLError[]
  readonly variables: Readonly<Record<string, unknown>>
  readonly sources: ReadonlyMap<string, TierSource>
  readonly context: RequestContext
}

/** An entity and where it stands in the response. */
interface Entity {
  readonly value: Merged
  readonly representation: Merged
  /** Its place among all that stand at the step's path; turned into a path only for an error. */
  readonly ordinal: number
}

/**
 * Takes the steps: each asks a tier and lays its answer into `run.data`. Never rejects for a tier's fault.
 *
 * @throws {ClientGone} when nobody waits for the answer any more: no further step begins.
 */
export async function runStep(step: Step, run: Run): Promise<void> {
  if (step.kind === 'fetch') await ask(step, run)
  else if (step.kind === 'parallel') await Promise.all(step.steps.map((child) => runStep(child, run)))
  else for (const child of step.steps) await runStep(child, run)
}

async function ask(step: FetchStep, run: Run): Promise<void> {
  const source = run.sources.get(step.tier)
  if (source === undefined) throw new Error(`no source for the subgraph ${step.tier}`)
  const variables: Record<string, unknown> = {}
  for (const name of step.variables) {
    if (Object.hasOwn(run.variables, name)) variables[name] = run.variables[name]
  }
  const entities = step.requires === undefined ? undefined : entitiesAt(step, run.data)
  if (entities !== undefined) {
    if (entities.length === 0) return
    variables['representations'] = entities.map(({ representation }) => representation)
  }
  const { query, operationName, tier } = step
  const { viewer, signal } = run.context
  requireClient(signal)
  const { data, errors } = await source.ask({ query, variables, operationName, viewer, signal })
  if (entities === undefined) mergeInto(run.data, data)
  else {
    const received = data?.['_entities'] as readonly (Merged | null)[] | undefined
    entities.forEach(({ value }, index) => mergeInto(value, received?.[index]))
  }
  for (const error of errors ?? []) run.errors.push(placed(error, tier, step, entities, run.data))
}

/** Gives an error the path that the client knows. `serviceName` tells the mask that a tier said it. */
function placed(
  error: GraphQLFormattedError,
  tier: string,
  step: FetchStep,
  entities: readonly Entity[] | undefined,
  data: Merged,
): GraphQLError {
  const [, index, ...rest] = error.path ?? []
  const path =
    entities === undefined
      ? error.path
      : [...(pathOf(data, step.path, entities[Number(index)]?.ordinal ?? 0) ?? []), ...rest]
  const extensions = { ...error.extensions, serviceName: tier }
  return new GraphQLError(error.message, { extensions, ...(path === undefined ? {} : { path: [...path] }) })
}

function entitiesAt(step: FetchStep, data: Merged): readonly Entity[] {
  const found: Merged[] = []
  collect(data, step.path, 0, found)
  return found.flatMap((value, ordinal) => {
    const fields = step.requires?.get(String(value['__typename']))
    const representation = fields === undefined ? null : pick(value, fields)
    return representation === null ? [] : [{ value, representation, ordinal }]
  })
}

function collect(value: unknown, path: readonly string[], depth: number, found: Merged[]): void {
  if (value === null || typeof value !== 'object') return
  if (Array.isArray(value)) {
    const next = path[depth] === '@' ? depth + 1 : depth
    for (const element of value) collect(element, path, next, found)
    return
  }
  const key = path[depth]
  if (key === undefined) found.push(value as Merged)
  else if (Object.hasOwn(value, key)) collect((value as Merged)[key], path, depth + 1, found)
}

/** The path of the entity that `collect` finds as number `ordinal`. */
function pathOf(data: Merged, path: readonly string[], ordinal: number): readonly (string | number)[] | undefined {
  let count = 0
  const walk = (value: unknown, depth: number, at: readonly (string | number)[]): typeof at | undefined => {
    if (value === null || typeof value !== 'object') return undefined
    if (Array.isArray(value)) {
      const next = path[depth] === '@' ? depth + 1 : depth
      for (let index = 0; index < value.length; index++) {
        const found = walk(value[index], next, [...at, index])
        if (found !== undefined) return found
      }
      return undefined
    }
    const key = path[depth]
    if (key === undefined) return count++ === ordinal ? at : undefined
    return Object.hasOwn(value, key) ? walk((value as Merged)[key], depth + 1, [...at, key]) : undefined
  }
  return walk(data, 0, [])
}

/** What names an entity; null when a part of it is missing, so that nobody can be asked about it. */
function pick(value: Merged, fields: readonly RequiredField[]): Merged | null {
  const picked: Merged = {}
  for (const { key, fields: inner } of fields) {
    const part = value[key]
    if (part === undefined) return null
    picked[key] = inner === undefined ? part : pickInner(part, inner)
  }
  return picked
}

function pickInner(part: unknown, fields: readonly RequiredField[]): unknown {
  if (Array.isArray(part)) return part.map((element: unknown) => pickInner(element, fields))
  return part === null || typeof part !== 'object' ? null : pick(part as Merged, fields)
}
