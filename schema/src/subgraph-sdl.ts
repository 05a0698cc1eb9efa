import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { narrowNames } from './narrow-names.js'
import type { Tier } from './tiers.js'

/** The folder that holds `shared.graphql`, a file a tier, and the composed `supergraph.graphql`. */
export const schemaFolder = fileURLToPath(new URL('../', import.meta.url))

/** The SDL of a tier's subgraph: what all tiers share, followed by what is the tier's own. */
export function readSubgraphSdl(tier: Tier, folder: string = schemaFolder): string {
  return narrowNames(['shared', tier].map((name) => readFileSync(`${folder}/${name}.graphql`, 'utf8')).join('\n'))
}
