import { type GraphQLObjectType, TypeNameMetaFieldDef, defaultTypeResolver, getArgumentValues } from 'graphql'
import { selectionOf } from './field-plan.js'
import type { Arguments, Executors, FieldPlan, Holder, Position, Run } from './operation-plan.js'
import { isDiscarded, ofField, PositionInAnswer } from './position.js'
import { ResolveInfo } from './resolve-info.js'
import { runtimeType } from './runtime-type.js'
import type { AbstractPlan, ListPlan, ValuePlan } from './value-plan.js'

/** Puts a field of an object into its answer, at once or when its value comes (GraphQL §6.4). */
export function executeField(run: Run, plan: FieldPlan, source: unknown, target: Holder, at: Position): void {
  const { responseName, field, value } = plan
  if (field === TypeNameMetaFieldDef) {
    target[responseName] = plan.parentType.name
    return
  }
  let resolved: unknown
  try {
    resolved = resolve(run, plan, source, at)
  } catch (error) {
    run.fail(error, value, plan, target, responseName, at)
    return
  }
  complete(run, value, plan, resolved, target, responseName, at)
}

function resolve(run: Run, plan: FieldPlan, source: unknown, at: Position): unknown {
  const { field } = plan
  if (field.resolve) {
    return field.resolve(source, argumentsOf(run, plan), run.context, new ResolveInfo(run, plan, at))
  }
  if (plan.args === undefined) argumentsOf(run, plan)
  if ((typeof source !== 'object' || source === null) && typeof source !== 'function') return undefined
  const property = (source as Readonly<Record<string, unknown>>)[field.name]
  return typeof property === 'function' ? callProperty(run, plan, source, property as Callable, at) : property
}

function callProperty(run: Run, plan: FieldPlan, source: unknown, property: Callable, at: Position): unknown {
  return property.call(source, argumentsOf(run, plan), run.context, new ResolveInfo(run, plan, at))
}

type Callable = (...given: unknown[]) => unknown

/** Puts a property of an object that has no resolver into its answer. */
export function completeProperty(
  run: Run,
  plan: FieldPlan,
  source: object,
  property: unknown,
  target: Holder,
  at: Position,
): void {
  if (typeof property === 'function') executeField(run, plan, source, target, at)
  else complete(run, plan.value, plan, property, target, plan.responseName, at)
}

/** Each call gets an object of its own: a resolver that writes to it spoils no other's. */
function argumentsOf(run: Run, plan: FieldPlan): Record<string, unknown> {
  let args: Arguments | undefined = plan.args ?? run.args.get(plan)
  if (!args) {
    args = getArgumentValues(plan.field, plan.nodes[0], run.variables)
    run.args.set(plan, args)
  }
  return { ...args }
}

/** Completes a value, once it is there, and puts it in its place. */
function complete(
  run: Run,
  value: ValuePlan,
  plan: FieldPlan,
  resolved: unknown,
  holder: Holder,
  key: string | number,
  at: Position,
): void {
  if (isThenable(resolved)) {
    // The place is taken now, so that keys have the order in which they are asked for.
    holder[key] = null
    run.wait(
      resolved,
      (given) => {
        if (run.isStopped || isDiscarded(at)) ignore(given)
        else settle(run, value, plan, given, holder, key, at)
      },
      (error) => run.fail(error, value, plan, holder, key, at),
    )
  } else settle(run, value, plan, resolved, holder, key, at)
}

function settle(
  run: Run,
  value: ValuePlan,
  plan: FieldPlan,
  given: unknown,
  holder: Holder,
  key: string | number,
  at: Position,
): void {
  let position: Position | undefined
  try {
    if (given === null || given === undefined) {
      if (!value.nullable) throw nullRefused(plan)
      holder[key] = null
    } else if (given instanceof Error) throw given
    else if (value.kind === 'leaf') holder[key] = value.serialize(given)
    else {
      position = new PositionInAnswer(at, holder, key, value.nullable, plan)
      if (value.kind === 'list') settleList(run, value, plan, given, position)
      else if (value.kind === 'object') settleObject(run, value.type, value, plan, given, position)
      else settleAbstract(run, value, plan, given, position)
    }
  } catch (error) {
    if (position) position.discarded = true
    run.fail(error, value, plan, holder, key, at)
  }
}

function settleList(run: Run, { item }: ListPlan, plan: FieldPlan, given: unknown, at: Position): void {
  if (!isIterable(given)) {
    const name = `${plan.parentType.name}.${plan.field.name}`
    throw new Error(`Expected Iterable, but did not find one for field "${name}".`)
  }
  const items: unknown[] = []
  at.holder[at.key] = items
  const all: readonly unknown[] = Array.isArray(given) ? given : [...given]
  for (let index = 0; index < all.length; index++) {
    complete(run, item, plan, all[index], items as unknown as Holder, index, at)
    if (at.discarded) {
      ignore(all.slice(index + 1))
      return
    }
  }
}

/** Takes what rejects later of a value that nobody will see: a rejection that nobody takes would end the process. */
function ignore(value: unknown): void {
  if (Array.isArray(value)) value.forEach(ignore)
  else if (isThenable(value)) value.then(ignore, () => undefined)
}

function settleAbstract(run: Run, value: AbstractPlan, plan: FieldPlan, given: unknown, at: Position): void {
  const { type } = value
  const info = new ResolveInfo(run, plan, ofField(at))
  const named: unknown = (type.resolveType ?? defaultTypeResolver)(given, run.context, info, type)
  const go = (name: unknown) =>
    settleObject(run, runtimeType(run.planner.schema, plan, type, name), value, plan, given, at)
  if (isThenable(named)) waitAt(run, named, go, value, plan, at)
  else go(named)
}

function settleObject(
  run: Run,
  type: GraphQLObjectType,
  value: ValuePlan,
  plan: FieldPlan,
  given: unknown,
  at: Position,
): void {
  const selection = selectionOf(run.planner, plan, type)
  const go = (isOfType: unknown) => {
    if (!isOfType) throw new Error(`Expected a value of type ${type.name}, but it is of another.`)
    selection.fill(run, given, at, executors)
  }
  const isOfType = type.isTypeOf ? type.isTypeOf(given, run.context, new ResolveInfo(run, plan, ofField(at))) : true
  if (isThenable(isOfType)) waitAt(run, isOfType, go, value, plan, at)
  else go(isOfType)
}

/** Goes on, at a position that something stands at already, when a promise has its value. */
function waitAt(
  run: Run,
  promise: PromiseLike<unknown>,
  go: (value: unknown) => void,
  value: ValuePlan,
  plan: FieldPlan,
  at: Position,
): void {
  const { holder, key } = at
  holder[key] = null
  const refuse = (error: unknown) => {
    at.discarded = true
    run.fail(error, value, plan, holder, key, at.parent ?? at)
  }
  run.wait(promise, (given) => (run.isStopped || isDiscarded(at) ? undefined : go(given)), refuse)
}

function nullRefused({ parentType, field }: FieldPlan): Error {
  return new Error(`Cannot return null for non-nullable field ${parentType.name}.${field.name}.`)
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return (
    value !== null &&
    (typeof value === 'object' || typeof value === 'function') &&
    typeof (value as { then?: unknown }).then === 'function'
  )
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value
}

const executors: Executors = { executeField, completeProperty }
