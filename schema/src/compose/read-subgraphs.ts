import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Tier, tiers } from '../tiers.js'

/** The folder that holds `shared.graphql`, a file a tier, and the composed `supergraph.graphql`. */
export const schemaFolder = fileURLToPath(new URL('../../', import.meta.url))

/** A subgraph as composition takes it. */
export interface Subgraph {
  readonly name: string
  /** Where the gateway asks it when nothing else is configured. */
  readonly url: string
  readonly sdl: string
}

const ports: Record<Tier, number> = { city: 4001, borough: 4002, community: 4003 }

/** The SDL of a tier's subgraph: what all tiers share, followed by its own. */
export function readSubgraphSdl(tier: Tier, folder: string = schemaFolder): string {
  return `${readFileSync(`${folder}/shared.graphql`, 'utf8')}\n${readFileSync(`${folder}/${tier}.graphql`, 'utf8')}`
}

/** The subgraphs of the hub, in the order of its tiers. */
export function readSubgraphs(folder: string = schemaFolder): readonly Subgraph[] {
  return tiers.map((name) => ({
    name,
    url: `http://127.0.0.1:${ports[name]}/graphql`,
    sdl: readSubgraphSdl(name, folder),
  }))
}
