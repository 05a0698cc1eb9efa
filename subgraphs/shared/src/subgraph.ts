import { buildSubgraphSchema } from '@apollo/subgraph'
import { type ExecutionResult, type GraphQLError, type GraphQLSchema, Kind, isObjectType, parse } from 'graphql'
import type { Logger } from '@shequ/process/log'
import type { SubgraphCall, SubgraphRequest } from '@shequ/schema/subgraph-call'
import { readSubgraphSdl } from '@shequ/schema/subgraph-sdl'
import type { Tier } from '@shequ/schema/tiers'
import type { Language } from '@shequ/schema/terms/term'
import type { Viewer } from '@shequ/schema/viewer'
import { type CallDeadline, startCallDeadline } from './call/call-deadline.js'
import type { AskedFields } from './database/table.js'
import { maskError, maskErrors } from './errors/mask-errors.js'
import { tellOutcome, tellOutcomes } from './errors/tell-outcome.js'
import { operationCompiler } from './execute/compile-operation.js'
import { provenanceOf, type RecordColumns } from './records/provenance.js'
import { scalars } from './scalars/scalars.js'

type SchemaModule = Parameters<typeof buildSubgraphSchema>[0]

/** Resolvers as `graphql-codegen` types them: by type, then by field. */
export type Resolvers = Readonly<Record<string, unknown>>

export interface SubgraphOptions<Context> {
  readonly tier: Tier
  readonly resolvers: Resolvers
  /** Makes what the resolvers of one call share: who asks, what for, how long it is of use, in which language, and loaders of its own. */
  readonly createContext: (viewer: Viewer, asked: AskedFields, deadline: CallDeadline, language: Language) => Context
  /** What is to be done before an answer is given; when it rejects, no answer is. */
  readonly beforeAnswer?: (context: Context) => Promise<void>
  /** The longest time of a call, in milliseconds, however long its caller would wait. 20,000 by default; then it gives TIER_TIMEOUT. */
  readonly longestCall?: number | undefined
  /** Resolves when the subgraph's database answers; rejects when it doesn't. */
  readonly checkHealth: () => Promise<void>
  readonly log: Logger
}

/** A tier's subgraph, ready to be called in process or to be served over HTTP. */
export interface Subgraph {
  readonly tier: Tier
  readonly schema: GraphQLSchema
  readonly call: SubgraphCall
  /** Makes the context of one call, for whoever runs operations of the schema by other means. */
  readonly createContext: (viewer: Viewer, asked: AskedFields, deadline: CallDeadline, language: Language) => unknown
  readonly checkHealth: () => Promise<void>
  /** Whether what works in the background for the tier runs; undefined where nothing does. */
  readonly isBackgroundUp?: (() => boolean | Promise<boolean>) | undefined
}

/** What a tier says of itself when its database answers. */
export async function readyAnswer({
  isBackgroundUp,
}: Subgraph): Promise<{ readonly ready: true; readonly background?: 'DOWN' }> {
  return { ready: true, ...((await isBackgroundUp?.()) === false && { background: 'DOWN' as const }) }
}

/** Builds a tier's subgraph from its SDL and resolvers. Operations are compiled once and run many times. */
export function buildSubgraph<Context>({
  tier,
  resolvers,
  createContext,
  beforeAnswer,
  longestCall,
  checkHealth,
  log,
}: SubgraphOptions<Context>): Subgraph {
  const typeDefs = parse(readSubgraphSdl(tier))
  const schema = buildSubgraphSchema({
    typeDefs,
    resolvers: { ...declaredScalars(typeDefs), ...resolvers },
  } as SchemaModule)
  resolveAlike(schema, tier)
  const compile = operationCompiler(schema)

  const answer = async (
    { query, variables, operationName, viewer, language = 'en' }: SubgraphRequest,
    deadline: CallDeadline,
  ): Promise<ExecutionResult> => {
    const operation = compile(query, operationName)
    const context = createContext(viewer, operation.asked, deadline, language)
    const { data, errors } = await operation.query(undefined, context, variables, deadline.stopped)
    // Whoever has gone is given nothing, and leaves nothing behind.
    if (!deadline.stopped.aborted) await beforeAnswer?.(context)
    const result: ExecutionResult = data === undefined ? {} : { data }
    if (errors.length === 0) return result
    const shown = tellOutcomes({ ...result, errors }, maskErrors(errors, log, language), deadline.writes, language)
    return { ...result, errors: shown as unknown as GraphQLError[] }
  }

  const call: SubgraphCall = async (request) => {
    const deadline = startCallDeadline(request.signal, request.endsAt, longestCall)
    try {
      deadline.stopped.throwIfAborted()
      return await unlessStopped(answer(request, deadline), deadline)
    } catch (error) {
      return { errors: [tellOutcome(maskError(error, log), deadline.writes)] }
    } finally {
      deadline.end()
    }
  }
  return { tier, schema, call, createContext, checkHealth }
}

const isOver = Symbol('nobody waits')

/**
 * An answer, or the reason why nobody waits for it any more. What is still read for it then never settles, and is forgotten. When the
 * time is over, what becomes of its writes is waited for.
 */
async function unlessStopped<Result>(answer: Promise<Result>, { stopped, writes }: CallDeadline): Promise<Result> {
  let stop: () => void = () => undefined
  const over = new Promise<typeof isOver>((resolve) => {
    stop = () => resolve(isOver)
    stopped.addEventListener('abort', stop, { once: true })
  })
  try {
    const first = await Promise.race([answer, over])
    if (first !== isOver) return first
    answer.catch(() => undefined)
    await writes.settledSoon()
    throw stopped.reason
  } finally {
    stopped.removeEventListener('abort', stop)
  }
}

function declaredScalars(typeDefs: ReturnType<typeof parse>): Resolvers {
  const declared = new Set(
    typeDefs.definitions.flatMap((definition) =>
      definition.kind === Kind.SCALAR_TYPE_DEFINITION ? [definition.name.value] : [],
    ),
  )
  return Object.fromEntries(Object.entries(scalars).filter(([name]) => declared.has(name)))
}

/** Resolves what every type resolves alike: `provenance` from the columns that every record has. */
function resolveAlike(schema: GraphQLSchema, tier: Tier): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue
    const field = type.getFields()['provenance']
    if (field) field.resolve ??= (row: OwnedRecord) => provenanceOf(tier, row.owner, row)
  }
}

type OwnedRecord = RecordColumns & { readonly owner: string }
