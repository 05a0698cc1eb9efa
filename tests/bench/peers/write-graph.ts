import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Shape } from '@shequ/gateway/testing/shapes/shape'

/**
 * Writes what peers read of a graph: its supergraph, or the schema and address of each subgraph.
 *
 * @param address where the subgraphs are served, each at its name
 */
export async function writeGraph(folder: string, { subgraphs }: Shape, address: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const write = (file: string, text: string) => writeFile(join(folder, file), text)
  await write('supergraph.graphql', await (await fetch(`${address}/supergraph`)).text())
  const addresses: string[] = []
  const overrides: string[] = []
  for (const [name, { sdl }] of subgraphs) {
    await write(`${name}.graphql`, sdl)
    const entry = `[subgraphs.${name}]\nurl = "${address}/${name}"\n`
    addresses.push(entry)
    overrides.push(`${entry}schema_path = ${JSON.stringify(join(folder, `${name}.graphql`))}\n`)
  }
  await write('gateway.toml', addresses.join('\n'))
  await write('overrides.toml', overrides.join('\n'))
}
