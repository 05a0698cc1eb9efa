import type { FieldNode, GraphQLError, GraphQLField, GraphQLObjectType, OperationDefinitionNode } from 'graphql'
import type { Reading } from '@shequ/schema/document/collect-fields'
import type { ValuePlan } from './value-plan.js'

export type Arguments = Readonly<Record<string, unknown>>

/** How one field of an answer is made. */
export interface FieldPlan {
  readonly responseName: string
  readonly nodes: readonly [FieldNode, ...FieldNode[]]
  readonly field: GraphQLField<unknown, unknown>
  readonly parentType: GraphQLObjectType
  readonly value: ValuePlan
  /** The arguments, where no variable stands in them and they are the same for every call. */
  readonly args: Arguments | undefined
  /** What is selected of the field's value, by its type; each is planned when the first such value comes. */
  readonly selections: Map<GraphQLObjectType, Selection>
}

/** Plans the fields of an operation, under one set of conditions. */
export interface Planner extends Reading {
  /** Is told how many fields were planned, for what they weigh. */
  readonly onPlanned: (fields: number) => void
  /** How often a selection is used before it is worth a function of its own. */
  readonly usesBeforeCompiled: number
}

/** What is selected of an object, and how it is put in place. */
export interface Selection {
  readonly fields: readonly FieldPlan[]
  /** Puts the answer's object in its position, and its fields in it. */
  fill(run: Run, source: unknown, at: Position, executors: Executors): void
}

/** What puts fields in place; handed in, since it fills selections in turn. */
export interface Executors {
  readonly executeField: (run: Run, plan: FieldPlan, source: unknown, target: Holder, at: Position) => void
  readonly completeProperty: (
    run: Run,
    plan: FieldPlan,
    source: object,
    property: unknown,
    target: Holder,
    at: Position,
  ) => void
}

/** An object or a list of an answer that is being made. */
export type Holder = Record<string | number, unknown>

/** Where in an answer an object or a list stands. */
export interface Position {
  readonly parent: Position | undefined
  readonly holder: Holder
  readonly key: string | number
  readonly nullable: boolean
  readonly plan: FieldPlan | undefined
  /** Whether an error has put null here. What is still on its way to this place is then not shown. */
  discarded: boolean
}

/** One execution of an operation. */
export interface Run {
  readonly planner: Planner
  readonly operation: OperationDefinitionNode
  readonly rootValue: unknown
  readonly context: unknown
  readonly variables: Record<string, unknown>
  readonly errors: GraphQLError[]
  /** The arguments that variables decide: the same for every value of a field. */
  readonly args: Map<FieldPlan, Arguments>
  /** Whether nobody waits for the answer any more: nothing new begins then. */
  readonly isStopped: boolean
  /** @throws the reason why nobody waits for the answer any more. */
  throwIfStopped(): void
  /** Goes on with a promise's value. Neither its rejection nor what goes wrong with its value leaves here. */
  wait<Value>(promise: PromiseLike<Value>, use: (value: Value) => void, refuse: (error: unknown) => void): void
  /**
   * Notes an error, and puts null in the place that it spoils: its own, or the nearest around it that may be null. An error
   * in what another has spoilt already is not shown: each null has the one that made it.
   */
  fail(error: unknown, value: ValuePlan, plan: FieldPlan, holder: Holder, key: string | number, at: Position): void
}
