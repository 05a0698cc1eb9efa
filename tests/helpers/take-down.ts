import type { TestDatabase } from '@shequ/postgres/testing/create-test-database'
import { withClient } from '@shequ/postgres/with-client'

/**
 * Takes a database down: nobody connects any more, and who is connected is thrown out.
 *
 * @returns what brings it back.
 */
export async function takeDown({ adminUrl, name }: TestDatabase): Promise<() => Promise<void>> {
  const server = adminUrl.replace(/\/[^/]*$/, '/postgres')
  await withClient(server, async (admin) => {
    await admin.query(`alter database ${name} allow_connections false`)
    await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name])
  })
  return async () => {
    await withClient(server, (admin) => admin.query(`alter database ${name} allow_connections true`))
  }
}
