import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isInterfaceType, isObjectType, parse, printSchema } from 'graphql'
import { accessTable } from '../access/access-table.js'
import { schemaFolder } from '../subgraph-sdl.js'
import { composeSupergraph } from './compose-supergraph.js'
import { composeContract } from './contract.js'
import { ngoContract } from './ngo-contract.js'
import { readSubgraphs } from './read-subgraphs.js'

/** Composes the hub's subgraphs and writes what is made of them. Returns composition's hints. */
export function writeSupergraph(folder: string = schemaFolder): readonly string[] {
  const { files, hints } = composedFiles(folder)
  for (const [name, text] of files) writeFileSync(join(folder, name), text)
  return hints
}

/** What is wrong with a committed file that is composed, in one sentence; undefined when all are what the subgraphs compose to. */
export function supergraphDrift(folder: string = schemaFolder): string | undefined {
  for (const [name, text] of composedFiles(folder).files) {
    const fault = faultIn(join(folder, name), text)
    if (fault !== undefined) return `schema/${name} ${fault} ${remedy}`
  }
  return undefined
}

const remedy = 'Compose it anew: node schema/bin/compose.mjs'

/** The texts that the subgraphs compose to, by the names of their files. */
function composedFiles(folder: string) {
  const subgraphs = readSubgraphs(folder)
  const { supergraphSdl, hints, api } = composeSupergraph(subgraphs)
  const contract = composeContract(subgraphs, ngoContract)
  const shown = api()
  const isShown = (type: string, field?: string) => {
    const known = shown.getType(type)
    if (field === undefined) return known !== undefined
    return (isObjectType(known) || isInterfaceType(known)) && known.getFields()[field] !== undefined
  }
  const files = new Map([
    ['supergraph.graphql', supergraphSdl],
    [`supergraph.${ngoContract.name}.graphql`, contract.supergraphSdl],
    [`${ngoContract.name}.graphql`, `${printSchema(contract.api())}\n`],
    ['access.md', accessTable(parse(supergraphSdl), isShown)],
  ])
  return { files, hints }
}

function faultIn(file: string, expected: string): string | undefined {
  if (!existsSync(file)) return 'is missing.'
  const committed = readFileSync(file, 'utf8')
  if (committed === expected) return undefined
  const lines = committed.split('\n')
  const line = expected.split('\n').findIndex((text, index) => text !== lines[index]) + 1
  return `is not what the subgraphs compose to, from line ${line} on.`
}
