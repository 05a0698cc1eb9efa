// `generate` of a subgraph: resolver types from its SDL, and the Prisma client from its Prisma schema.
// Run in the subgraph's folder, whose name is the tier's.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { codegen } from '@graphql-codegen/core'
import * as resolversPlugin from '@graphql-codegen/typescript-resolvers'
import * as typescriptPlugin from '@graphql-codegen/typescript'
import { parse } from 'graphql'

const here = dirname(fileURLToPath(import.meta.url))
const project = join(here, '../../..')
const folder = process.cwd()
const tier = basename(folder)
const generated = join(folder, 'src/generated')

/** The federation directives that the SDL imports, which the plain GraphQL parser of the generator doesn't know. */
const federationDirectives = `
directive @link(url: String!, import: [String]) repeatable on SCHEMA
directive @key(fields: String!, resolvable: Boolean = true) repeatable on OBJECT | INTERFACE
directive @shareable on OBJECT | FIELD_DEFINITION
directive @inaccessible on FIELD_DEFINITION | OBJECT | INPUT_OBJECT
directive @requires(fields: String!) on FIELD_DEFINITION
directive @external on OBJECT | FIELD_DEFINITION
directive @tag(name: String!) repeatable on FIELD_DEFINITION | OBJECT | INTERFACE | UNION | ARGUMENT_DEFINITION | SCALAR | ENUM | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION
`

rmSync(generated, { recursive: true, force: true })
mkdirSync(generated, { recursive: true })
await generateResolverTypes()
generatePrismaClient()

async function generateResolverTypes() {
  const sdl = ['shared', tier]
    .map((name) => readFileSync(join(project, 'schema', `${name}.graphql`), 'utf8'))
    .join('\n')
  const filename = join(generated, 'resolver-types.ts')
  const code = await codegen({
    filename,
    schema: parse(`${sdl}\n${federationDirectives}`),
    documents: [],
    plugins: [{ typescript: {} }, { resolvers: {} }],
    pluginMap: { typescript: typescriptPlugin, resolvers: resolversPlugin },
    config: {
      federation: true,
      useTypeImports: true,
      enumsAsTypes: true,
      contextType: '../resolvers/context.js#Context',
      mapperTypeSuffix: 'Row',
      mappers: readMappers(sdl),
      scalars: {
        DivisionCode: 'string',
        CreditCode: 'string',
        Date: 'string',
        DateTime: 'string',
        Watermark: 'string',
        Month: 'string',
        Money: 'string',
        TimeOfDay: 'string',
        LanguageTag: 'string',
        ResidentReference: 'string',
      },
      defaultScalarType: 'unknown',
      avoidOptionals: { field: true, inputValue: false, object: false, defaultValue: false },
      maybeValue: 'T | null',
      inputMaybeValue: 'T | null | undefined',
    },
  })
  writeFileSync(filename, code)
}

/** What a resolver of a type is handed: the row that a `*rows.ts` of the subgraph's `database` exports as `<Type>Row`. */
function readMappers(sdl) {
  const files = readdirSync(join(folder, 'src/database')).filter((file) => file.endsWith('rows.ts'))
  const rows = files.map((file) => readFileSync(join(folder, 'src/database', file), 'utf8')).join('\n')
  return Object.fromEntries(
    [...rows.matchAll(/export (?:interface|type) (\w+)Row\b/g)]
      .filter(([, type]) => ['type', 'interface'].some((kind) => sdl.includes(`\n${kind} ${type} `)))
      .map(([, type]) => [type, `../database/rows.js#${type}Row`]),
  )
}

/**
 * Prisma fetches a schema engine before it generates, though generating needs none: any file that exists will do.
 */
function generatePrismaClient() {
  const result = spawnSync(process.execPath, [join(project, 'node_modules/prisma/build/index.js'), 'generate'], {
    cwd: folder,
    encoding: 'utf8',
    env: {
      ...process.env,
      PRISMA_SCHEMA_ENGINE_BINARY: join(here, 'no-schema-engine'),
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      CHECKPOINT_DISABLE: '1',
    },
  })
  if (result.status === 0) return
  process.stderr.write(`${result.stdout}${result.stderr}`)
  process.exit(1)
}
