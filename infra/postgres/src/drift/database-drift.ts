import { checkDrift } from './check-drift.js'
import { withScratchServer } from './scratch-database.js'
import { type TierSchema, tierSchemas } from './tier-schemas.js'

/**
 * Checks every tier on a server that is started for it and gone afterwards; takes a few seconds.
 *
 * @returns each way in which migrations and Prisma schemas describe different databases, and how to mend it; `undefined` when there is none.
 */
export async function databaseDrift(schemas: readonly TierSchema[] = tierSchemas): Promise<string | undefined> {
  const findings = await withScratchServer(async (server) => {
    const found: string[] = []
    for (const schema of schemas) found.push(...(await checkDrift(server, schema)))
    return found
  })
  return findings.length === 0 ? undefined : findings.join('\n')
}
