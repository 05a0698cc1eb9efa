import { readSubgraphSdl, schemaFolder } from '../subgraph-sdl.js'
import { type Tier, tiers } from '../tiers.js'

/** A subgraph as composition takes it. */
export interface Subgraph {
  readonly name: string
  /** Where the gateway asks it when nothing else is configured. */
  readonly url: string
  readonly sdl: string
}

const ports: Record<Tier, number> = { city: 4001, borough: 4002, community: 4003 }

/** The subgraphs of the hub, in the order of its tiers. */
export function readSubgraphs(folder: string = schemaFolder): readonly Subgraph[] {
  return tiers.map((name) => ({
    name,
    url: `http://127.0.0.1:${ports[name]}/graphql`,
    sdl: readSubgraphSdl(name, folder),
  }))
}
