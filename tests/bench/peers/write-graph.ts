import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { serialize } from 'node:v8'
import { composeSupergraph } from '@shequ/schema/compose/compose-supergraph'
import type { Shape } from '@shequ/gateway/testing/shapes/shape'
import { printSchema } from 'graphql'

/**
 * Writes what peers read of a graph: its supergraph, the schema and address of each subgraph, and for monoliths the schema that
 * clients see with the whole data.
 *
 * @param address where the subgraphs are served, each at its name
 */
export async function writeGraph(folder: string, { subgraphs, root }: Shape, address: string): Promise<void> {
  const named = [...subgraphs].map(([name, { sdl }]) => ({ name, sdl, url: `${address}/${name}` }))
  const { supergraphSdl, api } = composeSupergraph(named)
  await mkdir(folder, { recursive: true })
  const write = (file: string, content: string | Buffer) => writeFile(join(folder, file), content)
  await write('supergraph.graphql', supergraphSdl)
  await write('api.graphql', printSchema(api()))
  await write('data.bin', serialize(root))
  for (const { name, sdl } of named) await write(`${name}.graphql`, sdl)
  await write('gateway.toml', named.map(addressOf).join('\n'))
  await write('overrides.toml', named.map((subgraph) => addressOf(subgraph) + schemaOf(subgraph)).join('\n'))

  function schemaOf({ name }: { readonly name: string }): string {
    return `schema_path = ${JSON.stringify(join(folder, `${name}.graphql`))}\n`
  }
}

function addressOf({ name, url }: { readonly name: string; readonly url: string }): string {
  return `[subgraphs.${name}]\nurl = "${url}"\n`
}
