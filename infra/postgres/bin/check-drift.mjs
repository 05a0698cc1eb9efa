#!/usr/bin/env node
// Fails when a tier's migrations and its Prisma schema describe different databases. Run after the build; takes a few seconds.
// Usage: node infra/postgres/bin/check-drift.mjs
import { databaseDrift } from '../dist/drift/database-drift.js'

const drift = await databaseDrift()
process.stderr.write(`${drift ?? 'The migrations make what the Prisma schemas describe.'}\n`)
process.exit(drift === undefined ? 0 : 1)
