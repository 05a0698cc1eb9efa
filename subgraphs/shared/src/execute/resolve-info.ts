import type { GraphQLResolveInfo } from 'graphql'
import type { FieldPlan, Position, Run } from './operation-plan.js'

type Path = GraphQLResolveInfo['path']

/** What a resolver is told of its field. What few resolvers ask for is made when they do. */
export class ResolveInfo implements GraphQLResolveInfo {
  readonly #run: Run
  readonly #plan: FieldPlan
  readonly #at: Position

  constructor(run: Run, plan: FieldPlan, at: Position) {
    this.#run = run
    this.#plan = plan
    this.#at = at
  }

  get fieldName() {
    return this.#plan.field.name
  }
  get fieldNodes() {
    return this.#plan.nodes
  }
  get returnType() {
    return this.#plan.field.type
  }
  get parentType() {
    return this.#plan.parentType
  }
  get path() {
    return pathOf(this.#at, this.#plan.responseName, this.#plan.parentType.name)
  }
  get schema() {
    return this.#run.planner.schema
  }
  get fragments() {
    return Object.fromEntries(this.#run.planner.fragments)
  }
  get rootValue() {
    return this.#run.rootValue
  }
  get operation() {
    return this.#run.operation
  }
  get variableValues() {
    return this.#run.variables
  }
}

function pathOf(at: Position, key: string | number, typename: string | undefined): Path {
  const { parent, plan } = at
  if (!parent) return { prev: undefined, key, typename }
  const prev = pathOf(parent, at.key, typeof at.key === 'string' ? plan?.parentType.name : undefined)
  return { prev, key, typename }
}
