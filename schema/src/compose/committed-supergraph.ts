import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { schemaFolder } from '../subgraph-sdl.js'
import { ngoContract } from './ngo-contract.js'

/** The hub's composed supergraph, as committed. To read it takes no composition, which is long to load. */
export function readSupergraph(folder: string = schemaFolder): string {
  return readFileSync(join(folder, 'supergraph.graphql'), 'utf8')
}

/** What clients of some roles are shown in the place of the whole, as committed, by the role. */
export function readContracts(folder: string = schemaFolder): ReadonlyMap<string, string> {
  return new Map([[ngoContract.name, readFileSync(join(folder, `${ngoContract.name}.graphql`), 'utf8')]])
}
