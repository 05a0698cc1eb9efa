import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { z } from 'zod'

/** The operations that clients registered, and who may ask no other. */
export interface KnownOperations {
  /** The text of an operation that a client knows by an id: one of its own, or of those for everybody. */
  textOf(client: string, id: string): string | undefined
  /** Whether a client may ask this text: any, where it is not bound to what is registered. */
  mayAsk(client: string, text: string): boolean
  /** Whether a client may ask for files of measures: one that is bound, where the file says so of it or of everybody. */
  mayExport(client: string): boolean
  /** Every operation with whose it is. */
  readonly all: readonly { readonly client: string; readonly name: string; readonly body: string }[]
}

/** The client that stands for all callers without a token. Everybody may use what is registered for it. */
export const everybody = 'anonymous'

/** What is registered of a client: the file of its operations, whether it may ask these alone, and whether files of measures beside. */
const register = z.record(
  z.string(),
  z.strictObject({ manifest: z.string(), only: z.boolean().default(false), exports: z.boolean().default(false) }),
)

/** The form of Apollo's `generate-persisted-query-manifest`. */
const apolloManifest = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  version: z.literal(1),
  operations: z.array(z.object({ id: z.string().min(1), name: z.string(), body: z.string() })),
})

/** The form of Relay's compiler: texts by their ids. */
const relayManifest = z.record(z.string().min(1), z.string())

/** A file of known operations can't be used; the message says which, and why. */
export class UnusableOperations extends Error {
  constructor(reason: string) {
    super(`The known operations can't be used: ${reason}`)
    this.name = 'UnusableOperations'
  }
}

/**
 * Reads the file that `KNOWN_OPERATIONS` names, and the manifests that it names.
 *
 * @param ofPages the operations of the hub's own pages, which are registered for everybody
 * @throws {UnusableOperations}
 */
export function readKnownOperations(
  file: string | undefined,
  ofPages: ReadonlySet<string> = new Set(),
): KnownOperations {
  if (file === undefined) return knownOperations(new Map(), ofPages)
  const clients = parse(
    file,
    register,
    'an object of clients, each with its `manifest`, whether it may ask `only` that, and whether `exports` beside',
  )
  return knownOperations(
    new Map(
      Object.entries(clients).map(([client, { manifest, ...terms }]) => [
        client,
        { ...terms, operations: readManifest(resolve(dirname(file), manifest)) },
      ]),
    ),
    ofPages,
  )
}

interface Operation {
  readonly id: string
  readonly name: string
  readonly body: string
}

/**
 * Reads a manifest in the form of Apollo or of Relay.
 *
 * @throws {UnusableOperations}
 */
export function readManifest(file: string): readonly Operation[] {
  const read = parse(
    file,
    z.union([apolloManifest, relayManifest]),
    'a manifest of Apollo (`apollo-persisted-query-manifest`, version 1) or of Relay (texts by their ids)',
  )
  return Array.isArray(read['operations'])
    ? (read as z.infer<typeof apolloManifest>).operations
    : Object.entries(read as Record<string, string>).map(([id, body]) => ({ id, name: id, body }))
}

function parse<Schema extends z.ZodType>(file: string, schema: Schema, expected: string): z.infer<Schema> {
  let value: unknown
  try {
    value = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new UnusableOperations(`expected JSON in ${file}, but got ${(error as Error).message}.`)
  }
  const read = schema.safeParse(value)
  if (read.success) return read.data
  const [{ path, message } = { path: [], message: '' }] = read.error.issues
  throw new UnusableOperations(`expected ${expected} in ${file}, but at ${path.join('.') || 'its top'}: ${message}.`)
}

interface Client {
  readonly only: boolean
  readonly exports: boolean
  readonly operations: readonly Operation[]
}

function knownOperations(clients: ReadonlyMap<string, Client>, ofPages: ReadonlySet<string>): KnownOperations {
  const texts = new Map([...clients].map(([client, { operations }]) => [client, textsById(operations)]))
  const bodies = new Map(
    [...clients].map(([client, { operations }]) => [client, new Set(operations.map(({ body }) => body))]),
  )
  const isFree = (client: string) => clients.get(client)?.only !== true
  return {
    textOf: (client, id) => texts.get(client)?.get(id) ?? texts.get(everybody)?.get(id),
    mayAsk: (client, text) =>
      isFree(client) || ofPages.has(text) || [client, everybody].some((name) => bodies.get(name)?.has(text) === true),
    mayExport: (client) => isFree(client) || [client, everybody].some((name) => clients.get(name)?.exports === true),
    all: [...clients].flatMap(([client, { operations }]) =>
      operations.map(({ name, body }) => ({ client, name, body })),
    ),
  }
}

function textsById(operations: readonly Operation[]): ReadonlyMap<string, string> {
  return new Map(operations.map(({ id, body }) => [id, body]))
}
