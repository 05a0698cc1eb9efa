import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Tier } from './tiers.js'

const folder = join(dirname(fileURLToPath(import.meta.url)), '..')

/** The SDL of a tier's subgraph: what all tiers share, followed by what is the tier's own. */
export function readSubgraphSdl(tier: Tier): string {
  return ['shared', tier].map((name) => readFileSync(join(folder, `${name}.graphql`), 'utf8')).join('\n')
}
