#!/usr/bin/env node
// Checks that what is generated and committed is what its sources give. Names each difference and how to mend it.
import { supergraphDrift } from '../../../schema/dist/compose/supergraph-file.js'
import { databaseDrift } from '../../postgres/dist/drift/database-drift.js'

/** Each check resolves to what has drifted, in a sentence, or undefined. */
const checks = { supergraph: async () => supergraphDrift(), databases: () => databaseDrift() }

let drifted = false
for (const [name, check] of Object.entries(checks)) {
  const difference = await check()
  if (difference !== undefined) drifted = true
  process.stderr.write(`${name}: ${difference ?? 'no drift'}\n`)
}
process.exit(drifted ? 1 : 0)
