import { buildSubgraphSchema } from '@apollo/subgraph'
import { createLog } from '@shequ/process/log'
import { composeSupergraph } from '@shequ/schema/compose/compose-supergraph'
import { HubError } from '@shequ/schema/errors/hub-error'
import { type DrawnOperation, drawOperation } from '@shequ/schema/testing/operations/draw-operation'
import { type Random, randomFor } from '@shequ/schema/random/random'
import { anonymous } from '@shequ/schema/viewer'
import {
  type ExecutionResult,
  type GraphQLFieldResolver,
  type GraphQLTypeResolver,
  Kind,
  execute,
  getOperationAST,
  parse,
} from 'graphql'
import { inProcessSource } from '../../fetch/in-process-source.js'
import { createExecutor } from '../../plan/execute/executor.js'
import type { Executor } from '../../plan/prepare/gateway-types.js'
import { buildGraph } from '../../plan/prepare/graph.js'
import type { DrawnGraph } from './random-graph.js'
import { refusing, refusingTypes } from './refusing.js'
import { type StandIn, standInData } from './stand-in-data.js'

/** Asks the gateway and, as its oracle, GraphQL's own executor over the one schema that the gateway shows. */
export interface Compared {
  /** Draws operations from a seed, each asked with several sets of variables, and gives the first difference, or undefined. */
  compare(seed: number, operations: number, timesEach: number): Promise<string | undefined>
}

/** Serves a graph's stand-in data through the gateway's executor, and beside it through one schema. */
export function compareWithOracle(drawn: DrawnGraph): Compared {
  const { fieldResolver, typeResolver, referenceOf } = standInData(drawn)
  const log = createLog('test', 'silent')
  const graph = buildGraph(
    parse(
      composeSupergraph([...drawn.subgraphs].map(([name, sdl]) => ({ name, url: `http://127.0.0.1:1/${name}`, sdl })))
        .supergraphSdl,
    ),
  )
  const sources = new Map(
    [...drawn.subgraphs].map(([name, sdl]) => {
      const typeDefs = parse(sdl)
      // A subgraph that knows the types of an interface finds an object's type by its key.
      const resolvers = Object.fromEntries(
        [...drawn.interfaceObjects.keys()]
          .filter((type) => sdl.includes(`interface ${type} `))
          .map((type) => [type, { __resolveReference: (reference: StandIn) => referenceOf(type, reference) }]),
      )
      const schema = buildSubgraphSchema({ typeDefs, resolvers })
      const call = async ({
        query,
        variables,
        operationName,
      }: {
        query: string
        variables: Readonly<Record<string, unknown>>
        operationName?: string | undefined
      }) => {
        const answer = await execute({
          schema,
          document: parse(query),
          variableValues: variables,
          operationName,
          fieldResolver: fieldResolver as never,
          typeResolver: typeResolver as never,
        })
        return JSON.parse(JSON.stringify(answer)) as ExecutionResult
      }
      return [
        name,
        inProcessSource({
          name,
          call,
          health: async () => ({ ready: true }),
          timeout: 60_000,
          responseLimit: 32 * 1024 ** 2,
          log,
        }),
      ] as const
    }),
  )
  const executor = createExecutor(() => graph, sources)
  let givenUp = 0

  const interfaceOf = new Map([...drawn.interfaceObjects].flatMap(([name, types]) => types.map((type) => [type, name])))

  /** Messages with an interface's name in the place of its types': the gateway asks for no type that nothing but an error needs. */
  function withInterfaces<Result extends { readonly errors?: readonly Told[] | undefined }>(result: Result) {
    const errors = result.errors?.map(({ message, path }) => ({
      message: message.replaceAll(/\b\w+(?=\.)/g, (name) => interfaceOf.get(name) ?? name),
      path,
    }))
    return { ...result, errors }
  }

  async function difference({ query, operationName, variables }: DrawnOperation): Promise<string | undefined> {
    const document = parse(query)
    const refused = graph.findRefusals(document, anonymous)
    const expected = execute({
      schema: graph.api,
      document,
      operationName,
      variableValues: variables,
      fieldResolver: refusing(fieldResolver as GraphQLFieldResolver<unknown, unknown>, ({ parentType, fieldName }) =>
        refused?.ofField(parentType.name, fieldName),
      ),
      typeResolver: refusingTypes(typeResolver as GraphQLTypeResolver<unknown, unknown>, (type) =>
        refused?.ofType(type),
      ),
    }) as ExecutionResult
    const request = {
      schema: graph.api,
      document,
      operation: getOperationAST(document, operationName),
      queryHash: query,
      request: { variables: { ...variables }, operationName },
      context: { viewer: anonymous, signal: new AbortController().signal },
    } as unknown as Parameters<Executor>[0]
    const answer = await executor(request).catch((error: unknown) => {
      if (isRefusedCondition(error, variables)) return undefined
      if (isGivenUp(error)) {
        givenUp += 1
        return undefined
      }
      throw error
    })
    if (answer === undefined) return undefined
    const fault = faultIn(withInterfaces(answer), withInterfaces(expected))
    return (
      fault &&
      `${fault}\n${query}\n${JSON.stringify(variables)}\n${JSON.stringify(answer)}\n${JSON.stringify(expected)}`
    )
  }

  return {
    async compare(seed, operations, timesEach) {
      const random = randomFor(seed, '')
      for (let index = 0; index < operations; index++) {
        const kind = graph.api.getMutationType() && random.chance(0.1) ? 'mutation' : 'query'
        let operation = drawOperation(graph.api, random, { kind, fields: 16 })
        for (let time = 0; time < timesEach; time++) {
          const found = await difference(operation)
          if (found !== undefined) return `seed ${seed}, operation ${index}: ${found}`
          operation = { ...operation, variables: varied(operation, random) }
        }
      }
      if (givenUp > mostGivenUp * operations * timesEach) return `seed ${seed}: ${givenUp} operations were not planned`
      return undefined
    },
  }
}

/** A null for a condition, in spite of its default, is refused by the gateway as a whole, and by GraphQL's executor where it comes to it. */
function isRefusedCondition(error: unknown, variables: DrawnOperation['variables']): boolean {
  return error instanceof HubError && error.code === 'BAD_USER_INPUT' && Object.values(variables).includes(null)
}

/** Of all operations of a graph, the part that the planner may give up for too many ways to answer them. */
const mostGivenUp = 0.1

function isGivenUp(error: unknown): boolean {
  return error instanceof HubError && error.code === 'REQUEST_TOO_LARGE'
}

/** What the comparison reads of an error. */
interface Told {
  readonly message: string
  readonly path?: readonly (string | number)[] | undefined
}

/** Other values for the variables of an operation: some left out where they may be, conditions turned round. */
function varied({ query, operationName, variables }: DrawnOperation, random: Random): Record<string, unknown> {
  const { variableDefinitions = [] } = getOperationAST(parse(query), operationName) ?? {}
  const values: Record<string, unknown> = {}
  for (const { variable, type, defaultValue } of variableDefinitions) {
    const name = variable.name.value
    const given = variables[name]
    if (given === undefined || ((type.kind !== Kind.NON_NULL_TYPE || defaultValue !== undefined) && random.chance(0.2)))
      continue
    values[name] = typeof given === 'boolean' && random.chance(0.1) ? !given : given
  }
  return values
}

/** An answer, as far as it is compared. */
interface Answer {
  readonly data?: unknown
  readonly errors?: readonly Told[] | undefined
}

/** What an answer has that the oracle's has not, or lacks: in data, in the order of keys, or in errors and their paths. */
function faultIn(answer: Answer, expected: Answer): string | undefined {
  if (JSON.stringify(answer.data) !== JSON.stringify(expected.data)) return 'other data'
  if (answer.data === undefined) return faultInRefusal(answer.errors, expected.errors)
  const given = placed(answer.errors, answer.data)
  const wanted = placed(expected.errors, expected.data)
  if (JSON.stringify([...given.keys()].toSorted()) !== JSON.stringify([...wanted.keys()].toSorted())) {
    return `errors at ${[...given.keys()].join(', ') || 'no place'} and not at ${[...wanted.keys()].join(', ') || 'none'}`
  }
  for (const [place, errors] of given) {
    if (errors.length > 1) return `several errors at ${place}`
    const [error] = errors
    const same = wanted
      .get(place)
      ?.some(({ path, message }) => String(path) === String(error?.path) && saysSame(message, error?.message))
    // Of several fields that make their object null, GraphQL's executor runs into one, and the gateway maybe into another.
    if (!same && String(error?.path) === place) return `another error at ${place}: ${error?.message}`
  }
  return undefined
}

/** What is refused before it is executed has all of its faults told, in order, at no place of an answer. */
function faultInRefusal(given: readonly Told[] = [], wanted: readonly Told[] = []): string | undefined {
  const messages = (errors: readonly Told[]) => JSON.stringify(errors.map(({ message }) => message))
  return messages(given) === messages(wanted) ? undefined : 'another refusal'
}

/**
 * Of a null that its schema does not allow, tier and gateway each speak in their own words. Of a field that may not be seen, the gateway
 * reads no arguments, which GraphQL's executor does first.
 */
function saysSame(message: string, given = ''): boolean {
  return (
    message === given ||
    (message.startsWith('Cannot return null') && given.startsWith('Cannot return null')) ||
    (message.startsWith('Argument "') && given.startsWith('Expected a token')) ||
    (message.startsWith('Enum "') && given.startsWith('Invalid value found'))
  )
}

/** Errors by the place where the answer is null for them: their own path, or what is null above it. */
function placed(errors: readonly Told[] = [], data: unknown): ReadonlyMap<string, readonly Told[]> {
  const byPlace = new Map<string, Told[]>()
  for (const error of errors) {
    const path = error.path ?? []
    let value = data
    let length = 0
    while (length < path.length && value !== null && typeof value === 'object') {
      value = (value as Record<string | number, unknown>)[path[length] as string]
      length += 1
    }
    const place = String(path.slice(0, length))
    byPlace.set(place, [...(byPlace.get(place) ?? []), error])
  }
  return byPlace
}
