#!/usr/bin/env node
// Composes schema/shared.graphql and the three tiers' files into schema/supergraph.graphql.
import { CompositionFailed } from '../dist/compose/compose-supergraph.js'
import { writeSupergraph } from '../dist/compose/supergraph-file.js'

try {
  for (const hint of writeSupergraph()) process.stderr.write(`hint: ${hint}\n`)
} catch (error) {
  if (!(error instanceof CompositionFailed)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
}
