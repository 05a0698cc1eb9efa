import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { composeSupergraph } from './compose-supergraph.js'
import { schemaFolder } from '../subgraph-sdl.js'
import { readSubgraphs } from './read-subgraphs.js'

/** The hub's composed supergraph, as committed. */
export function readSupergraph(folder: string = schemaFolder): string {
  return readFileSync(join(folder, 'supergraph.graphql'), 'utf8')
}

/** Composes the hub's subgraphs and writes the supergraph. Returns composition's hints. */
export function writeSupergraph(folder: string = schemaFolder): readonly string[] {
  const { supergraphSdl, hints } = composeSupergraph(readSubgraphs(folder))
  writeFileSync(join(folder, 'supergraph.graphql'), supergraphSdl)
  return hints
}

/** What is wrong with the committed supergraph, in one sentence; undefined when it is what the subgraphs compose to. */
export function supergraphDrift(folder: string = schemaFolder): string | undefined {
  const { supergraphSdl } = composeSupergraph(readSubgraphs(folder))
  if (!existsSync(join(folder, 'supergraph.graphql'))) return `schema/supergraph.graphql is missing. ${remedy}`
  const committed = readSupergraph(folder)
  if (committed === supergraphSdl) return undefined
  const composedLines = supergraphSdl.split('\n')
  const committedLines = committed.split('\n')
  const line = composedLines.findIndex((text, index) => text !== committedLines[index]) + 1
  return `schema/supergraph.graphql is not what the subgraphs compose to, from line ${line} on. ${remedy}`
}

const remedy = 'Compose it anew: node schema/bin/compose.mjs'
