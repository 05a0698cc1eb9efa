import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { composeSupergraph } from './compose-supergraph.js'
import { readSubgraphs } from './read-subgraphs.js'
import { supergraphDrift, writeSupergraph } from './supergraph-file.js'

test('the committed supergraph is what the subgraphs compose to', () => {
  expect(supergraphDrift()).toBeUndefined()
})

test('composition gives the same text each time, whatever else was composed', () => {
  expect(composeSupergraph(readSubgraphs()).supergraphSdl).toBe(composeSupergraph(readSubgraphs()).supergraphSdl)
})

describe('the supergraph of another folder', () => {
  let folder: string
  const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])'
  const write = (files: Record<string, string>) => {
    for (const [name, sdl] of Object.entries(files)) writeFileSync(join(folder, `${name}.graphql`), sdl)
  }
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'schema-'))
    write({
      shared: link,
      city: 'type Query { city: City } type City @key(fields: "code") { code: ID! }',
      borough: 'type City @key(fields: "code") { code: ID! boroughs: Int }',
      community: 'type Query { tonight: Int }',
    })
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  test('is missing, then good, then drifts', () => {
    expect(supergraphDrift(folder)).toMatch(/is missing.*compose\.mjs/)
    expect(writeSupergraph(folder)).toEqual([])
    expect(supergraphDrift(folder)).toBeUndefined()
    write({ community: 'type Query { tonight: Int tomorrow: Int }' })
    expect(supergraphDrift(folder)).toMatch(/not what the subgraphs compose to, from line \d+/)
  })

  test('names each fault with its subgraph', () => {
    write({ borough: 'type City @key(fields: "code") { code: Int! }' })
    expect(() => writeSupergraph(folder)).toThrow(/FIELD_TYPE_MISMATCH.*City\.code/s)
    write({ borough: 'type City {' })
    expect(() => writeSupergraph(folder)).toThrow(/borough, line 2: Syntax Error/)
  })
})
