import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import type { Client } from 'pg'
import { catalogConnection } from './catalog-connection.js'

/** A file of a Prisma schema. */
export interface SchemaFile {
  readonly path: string
  readonly content: string
}

type DiffTarget =
  | { readonly tag: 'schemaDatamodel'; readonly files: readonly SchemaFile[] }
  | { readonly tag: 'schemaDatasource'; readonly files: readonly SchemaFile[]; readonly configDir: string }

/** The part of Prisma's schema engine that is used here. */
export interface SchemaEngine {
  /** With `script`, the SQL that turns `from` into `to`; else what differs, in words. */
  diff(question: {
    readonly from: DiffTarget
    readonly to: DiffTarget
    readonly script: boolean
    readonly exitCode: boolean
    readonly filters: { readonly externalTables: readonly string[]; readonly externalEnums: readonly string[] }
  }): Promise<{ readonly exitCode: number; readonly stdout?: string | null }>
  free(): void
}

/** The engine's JavaScript side, which its WebAssembly imports. */
interface EngineModule {
  __wbg_set_wasm(exports: EngineExports): void
  readonly SchemaEngine: {
    new: (options: object, log: (line: string) => void, adapter: object) => Promise<SchemaEngine>
  }
}

interface EngineExports {
  readonly __wbindgen_start: () => void
}

/** Node's WebAssembly, of which only this much is needed; its types come with a browser's. */
interface WebAssemblyRuntime {
  compile(program: Uint8Array): Promise<object>
  instantiate(module: object, imports: Readonly<Record<string, object>>): Promise<{ readonly exports: EngineExports }>
}

/**
 * Opens Prisma's schema engine on a database that a connection leads to. The engine is the one behind
 * `prisma migrate`, compiled to WebAssembly, so that it needs no download and runs wherever Node does. It only reads, and needs no
 * second database. It is a development dependency, loaded only here.
 *
 * @throws when it is not installed, as in production.
 */
export async function openSchemaEngine(client: Client): Promise<SchemaEngine> {
  const engine = await loadEngine()
  const connect = () => Promise.resolve({ ok: true, value: catalogConnection(client) })
  const refuse = () => Promise.resolve({ ok: false, error: { kind: 'DatabaseDoesNotExist', db: 'a shadow database' } })
  const adapter = { provider: 'postgres', adapterName: 'shequ-catalog', connect, connectToShadowDb: refuse }
  return engine.SchemaEngine.new({}, () => undefined, adapter)
}

let loaded: Promise<EngineModule> | undefined

function loadEngine(): Promise<EngineModule> {
  return (loaded ??= load().catch((error: Error) => {
    throw new Error(
      `Expected Prisma's schema engine among the development dependencies, but: ${error.message}. Run "npm ci".`,
      { cause: error },
    )
  }))
}

async function load(): Promise<EngineModule> {
  const script = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg')
  const engine = (await import(pathToFileURL(script).href)) as EngineModule
  const { WebAssembly: runtime } = globalThis as unknown as { readonly WebAssembly: WebAssemblyRuntime }
  const module = await runtime.compile(await readFile(script.replace(/\.js$/, '.wasm')))
  // The engine reports a panic through this global before it traps.
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: { set_message: (message: string) => void (panic = message) },
  })
  const { exports } = await runtime.instantiate(module, { './schema_engine_bg.js': engine })
  engine.__wbg_set_wasm(exports)
  exports.__wbindgen_start()
  return engine
}

let panic: string | undefined

/** What the engine said when it broke down, if it did. */
export function lastPanic(): string | undefined {
  return panic
}
