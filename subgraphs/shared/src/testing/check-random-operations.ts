import type { GraphQLSchema } from 'graphql'
import { drawOperation } from '@shequ/schema/testing/operations/draw-operation'
import { type DrawScalar, drawSpecifiedScalar } from '@shequ/schema/testing/operations/draw-value'
import { randomFor } from '@shequ/schema/random/random'
import { drawSchema } from '@shequ/schema/testing/schemas/draw-schema'
import type { Viewer } from '@shequ/schema/viewer'
import { startCallDeadline } from '../call/call-deadline.js'
import { type CompileOperation, operationCompiler } from '../execute/compile-operation.js'
import type { Subgraph } from '../subgraph.js'
import { differenceFromGraphql } from './compare-execution.js'

/** How many operations are drawn of each random schema. */
const operationsEach = 25

/** Holds operations of random schemas against graphql-js, and throws with the seed when an answer differs. */
export async function checkRandomSchemas(seed: number, operations: number): Promise<void> {
  for (let schemas = 0; schemas * operationsEach < operations; schemas++) {
    const random = randomFor(seed + schemas, '')
    const waits = random.chance(0.5)
    const { schema } = drawSchema(random, { waits })
    const compilers = compilersOf(schema)
    for (let count = 0; count < operationsEach; count++) {
      const kind = random.chance(0.2) ? 'mutation' : 'query'
      const operation = drawOperation(schema, random, { kind, fields: 25 })
      const compile = random.pick(compilers)
      const compiled = compile(operation.query, operation.operationName)
      refuse(await differenceFromGraphql({ schema, compiled, operation, inOrder: !waits }), seed + schemas)
    }
  }
}

/** Values that no row of a tier has to have. */
export const commonValues = {
  DateTime: ['2020-01-01T00:00:00.000Z'],
  Watermark: ['0123456789ab-256'],
  TimeOfDay: ['18:30'],
  LanguageTag: ['zh'],
  Date: ['2010-01-01'],
  Month: ['2025-03'],
  Money: ['12.00'],
} as const

export interface TierCheck {
  readonly subgraph: Subgraph
  readonly viewers: readonly Viewer[]
  /** Values of scalars, by the scalar's name, with some that rows have. */
  readonly values: Readonly<Record<string, readonly unknown[]>>
  readonly seed: number
  readonly operations: number
}

/**
 * Holds operations of a tier against graphql-js, over the same resolvers and the same database. A mutation tells its
 * arguments instead of doing anything.
 */
export async function checkTierOperations({ subgraph, viewers, values, seed, operations }: TierCheck): Promise<void> {
  const { schema } = subgraph
  const random = randomFor(seed, '')
  const compilers = compilersOf(schema)
  tellArguments(schema)
  const drawScalar: DrawScalar = (type, name, drawn) => {
    const known = values[type.name]
    return known ? drawn.pick(known) : drawSpecifiedScalar(type, name, drawn)
  }
  // A watermark moves on with whatever else is written in the same cluster, between one execution and the other.
  const mayAsk = (_type: unknown, { name }: { readonly name: string }) => name !== '_service' && name !== 'watermark'
  for (let count = 0; count < operations; count++) {
    const kind = random.chance(0.25) ? 'mutation' : 'query'
    const operation = drawOperation(schema, random, { kind, depth: 4, fields: 20, drawScalar, mayAsk })
    const compile = random.pick(compilers)
    const compiled = compile(operation.query, operation.operationName)
    const viewer = random.pick(viewers)
    const deadline = startCallDeadline(undefined, undefined)
    const createContext = () => subgraph.createContext(viewer, compiled.asked, deadline, 'en')
    const inOrder = kind === 'mutation'
    const difference = await differenceFromGraphql({ schema, compiled, operation, createContext, inOrder })
    deadline.end()
    refuse(difference, seed)
  }
}

/** One compiler as it is, and one that makes a function of each selection at once. */
function compilersOf(schema: GraphQLSchema): readonly CompileOperation[] {
  return [operationCompiler(schema), operationCompiler(schema, { usesBeforeCompiled: 0 })]
}

function tellArguments(schema: GraphQLSchema): void {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    field.resolve = (_source, args) => {
      throw new Error(`Arguments: ${JSON.stringify(args)}`)
    }
  }
}

function refuse(difference: string | undefined, seed: number): void {
  if (difference !== undefined) throw new Error(`Repeat with TEST_SEED=${seed}.\n${difference}`)
}
