// `generate` of the console: for each operation in a `.graphql` file of `console/src`, its text with the types of its answer and its
// variables, checked against what clients may ask. Each has a file of its own, so that a page's operations come with that page.
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } from '@apollo/federation-internals'
import { codegen } from '@graphql-codegen/core'
import * as operationsPlugin from '@graphql-codegen/typescript-operations'
import { Kind, concatAST, parse, print, printSchema, validate, visit } from 'graphql'

const source = fileURLToPath(new URL('../src/', import.meta.url))
const supergraphFile = fileURLToPath(new URL('../../../schema/supergraph.graphql', import.meta.url))
const generated = join(source, 'generated')

const supergraph = Supergraph.build(await readFile(supergraphFile, 'utf8'), {
  supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
})
const api = supergraph.apiSchema().toGraphQLJSSchema()
const schema = parse(printSchema(api))
const documents = await readDocuments()
const fragments = new Map(
  documents.flatMap(({ document }) => document.definitions.filter(isFragment).map((node) => [node.name.value, node])),
)

await rm(generated, { recursive: true, force: true })
const texts = {}
for (const { file, document } of documents) {
  if (!document.definitions.every(isFragment)) Object.assign(texts, await generate(file, document))
}
// The gateway knows by it what the console may ask of a hub that takes known operations alone.
await writeFile(join(generated, 'operations.json'), `${JSON.stringify(texts, undefined, 2)}\n`)

/** The `.graphql` files of the sources, parsed. */
async function readDocuments() {
  const names = await readdir(source, { recursive: true })
  const files = names.filter((name) => name.endsWith('.graphql')).sort()
  return await Promise.all(
    files.map(async (file) => ({ file, document: parse(await readFile(join(source, file), 'utf8')) })),
  )
}

/**
 * Writes the file of one operation, and gives its text: `pages/city/city-figures.graphql` becomes
 * `generated/pages/city/city-figures.ts`.
 */
async function generate(file, document) {
  const operations = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION)
  const name = operations[0]?.name?.value
  if (operations.length !== 1 || name === undefined) throw new Error(`Expected one named operation in ${file}.`)
  const whole = withFragments(document)
  const faults = validate(api, whole)
  if (faults.length > 0) throw new Error(`${file}: ${faults.map(({ message }) => message).join(' ')}`)

  const filename = join(generated, file.replace(/\.graphql$/, '.ts'))
  const types = await codegen({
    filename,
    schema,
    documents: [{ location: file, document: whole }],
    plugins: [{ operations: {} }],
    pluginMap: { operations: operationsPlugin },
    config: {
      useTypeImports: true,
      enumsAsTypes: true,
      skipTypename: true,
      immutableTypes: true,
      preResolveTypes: true,
      scalars: Object.fromEntries(textScalars().map((scalar) => [scalar, 'string'])),
    },
  })
  const kind = operations[0].operation === 'mutation' ? 'Mutation' : 'Query'
  const typeName = `${name}${kind}`
  const operationType = relative(dirname(filename), join(source, 'graph/operation')).replaceAll('\\', '/')
  const text = `${print(whole)}\n`
  await mkdir(dirname(filename), { recursive: true })
  await writeFile(
    filename,
    `import type { Operation } from '${operationType}'\n\n${types}\n\n` +
      `export const ${name[0].toLowerCase()}${name.slice(1)}: Operation<${typeName}, ${typeName}Variables> = {\n` +
      `  name: '${name}',\n  kind: '${kind.toLowerCase()}',\n  text: ${JSON.stringify(text)},\n}\n`,
  )
  return { [file]: text }
}

/** The document with the fragments of other files that it spreads, each once. */
function withFragments(document) {
  const own = new Set(document.definitions.filter(isFragment).map((node) => node.name.value))
  const wanted = new Map()
  const follow = (node) =>
    visit(node, {
      FragmentSpread({ name: { value } }) {
        const fragment = fragments.get(value)
        if (own.has(value) || wanted.has(value) || fragment === undefined) return
        wanted.set(value, fragment)
        follow(fragment)
      },
    })
  follow(document)
  return concatAST([document, { kind: Kind.DOCUMENT, definitions: [...wanted.values()] }])
}

function isFragment({ kind }) {
  return kind === Kind.FRAGMENT_DEFINITION
}

/** The hub's own scalars: all are text in JSON. */
function textScalars() {
  return Object.values(api.getTypeMap())
    .filter(({ name, astNode }) => astNode?.kind === Kind.SCALAR_TYPE_DEFINITION && name !== 'Any')
    .map(({ name }) => name)
}
