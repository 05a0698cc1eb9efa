#!/usr/bin/env node
// Writes a tier's next migration from what changed in its Prisma schema. Run after the build; read the file before committing it.
// Usage: node infra/postgres/bin/new-migration.mjs TIER NAME
import { draftMigration } from '../dist/drift/draft-migration.js'
import { withScratchServer } from '../dist/drift/scratch-database.js'
import { tierSchemas } from '../dist/drift/tier-schemas.js'

const [tierName, name] = process.argv.slice(2)
const tier = tierSchemas.find((candidate) => candidate.tier === tierName)
if (!tier || !name) {
  const tiers = tierSchemas.map((candidate) => candidate.tier).join('|')
  process.stderr.write(`Expected a tier and a name: node infra/postgres/bin/new-migration.mjs ${tiers} add_lessons\n`)
  process.exit(2)
}
try {
  const file = await withScratchServer((server) => draftMigration(server, tier, name))
  process.stdout.write(
    file ? `Wrote ${file}\n` : `Nothing differs: ${tier.schema} describes what the migrations make.\n`,
  )
} catch (error) {
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
}
