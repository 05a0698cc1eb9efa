import { requireClient } from '../../fetch/failed-answer.js'
import type { TierSource } from '../../fetch/tier-source.js'
import type { RequestContext } from '../../fetch/request-context.js'
import type { FetchStep, Step } from '../prepare/compile-plan.js'
import type { Merged } from '../prepare/compile-shape.js'
import { type Entity, entitiesAt } from './entities-at.js'
import { mergeInto } from './merge-into.js'
import { placeErrors } from './place-errors.js'
import type { TierError } from './tier-error.js'
import { withoutStacks } from './without-stacks.js'

/** What a run of steps works on. */
export interface Run {
  readonly data: Merged
  readonly errors: TierError[]
  /** The client's variables by their names on the wire, those left out with their defaults. */
  readonly variables: Readonly<Record<string, unknown>>
  readonly sources: ReadonlyMap<string, TierSource>
  /** The interfaces that some tier knows as one object. */
  readonly interfaceObjects: ReadonlySet<string>
  readonly context: RequestContext
}

/**
 * Takes the steps: each asks a tier and lays its answer into `run.data`. Never rejects for a tier's fault.
 *
 * @throws {ClientGone} when nobody waits for the answer any more: no further step begins.
 */
export async function runStep(step: Step | undefined, run: Run): Promise<void> {
  switch (step?.kind) {
    case 'fetch':
      return await ask(step, run)
    case 'parallel':
      await Promise.all(step.steps.map((child) => runStep(child, run)))
      return
    case 'sequence':
      for (const child of step.steps) await runStep(child, run)
      return
    case undefined:
  }
}

async function ask(step: FetchStep, run: Run): Promise<void> {
  const source = run.sources.get(step.tier)
  if (source === undefined) throw new Error(`no source for the subgraph ${step.tier}`)
  const variables: Record<string, unknown> = {}
  for (const name of step.variables) {
    if (Object.hasOwn(run.variables, name)) variables[name] = run.variables[name]
  }
  const { query, operationName } = step
  const { viewer, language, signal, endsAt } = run.context
  const request = { query, variables, operationName, viewer, language, signal, endsAt }
  const entities = step.pick === undefined ? undefined : entitiesAt(run.data, step.path, step.pick)
  if (entities?.length === 0) return
  requireClient(signal)
  const representations = entities?.map(({ representation }) => {
    step.rewriteInput?.(representation)
    return representation
  })
  const { data, errors } = await source.ask(representations === undefined ? request : { ...request, representations })
  if (entities === undefined) {
    step.rewriteOutput?.(data)
    mergeInto(run.data, data, run.interfaceObjects)
  } else {
    layEntities(step, entities, data?.['_entities'] as readonly (Merged | null)[] | undefined, run.interfaceObjects)
  }
  if (errors !== undefined && errors.length > 0) {
    run.errors.push(...withoutStacks(() => placeErrors(errors, step, entities, run.data)))
  }
}

function layEntities(
  { rewriteOutput }: FetchStep,
  entities: readonly Entity[],
  received: readonly (Merged | null)[] | undefined,
  interfaceObjects: ReadonlySet<string>,
): void {
  for (const [index, { value }] of entities.entries()) {
    const given = received?.[index]
    if (given === null || given === undefined) continue
    if (rewriteOutput !== undefined) {
      // The rewrites go by the type, which nobody asks about again.
      given['__typename'] ??= value['__typename']
      rewriteOutput(given)
    }
    mergeInto(value, given, interfaceObjects)
  }
}
