#!/usr/bin/env node
// Fails when a tier's migrations and its Prisma schema describe different databases. Run after the build; takes a few seconds.
// Usage: node infra/postgres/bin/check-drift.mjs
import { checkDrift } from '../dist/drift/check-drift.js'
import { withScratchServer } from '../dist/drift/scratch-database.js'
import { tierSchemas } from './tier-schemas.mjs'

const findings = await withScratchServer(async (server) => {
  const found = []
  for (const tier of tierSchemas) found.push(...(await checkDrift(server, tier)))
  return found
})
for (const finding of findings) process.stderr.write(`${finding}\n`)
if (findings.length === 0) {
  process.stdout.write(
    `The migrations of ${tierSchemas.map(({ tier }) => tier).join(', ')} make what the Prisma schemas describe.\n`,
  )
}
process.exit(findings.length === 0 ? 0 : 1)
