import { test } from 'vitest'
import { expectTold, killAmidSteadyWrites } from '../helpers/kill-amid-steady-writes.js'
import { killAmidWrites } from '../helpers/kill-amid-writes.js'

test('after kill -9 in the midst of 200 writes, every acknowledged one is there', () => killAmidWrites(200), 120_000)

/** What a shell may hold that is about another server. */
const shell = {
  PGHOST: 'database.invalid',
  PGPORT: '1',
  PGUSER: 'somebody',
  PGPASSWORD: 'wrong',
  PGDATABASE: 'other',
  PGSSLMODE: 'require',
  PGSSLNEGOTIATION: 'direct',
  PGOPTIONS: '-c search_path=x',
  PGREPLICATION: 'database',
  PGSERVICE: 'other',
}

test(
  "PostgreSQL that is killed under a hub comes back, whatever the shell's variables say of another; no acknowledged write is lost or doubled",
  () =>
    killAmidSteadyWrites(async ({ killDatabase, written }) => {
      await written(50)
      expectTold(await killDatabase())
      await written(50)
    }, shell),
  120_000,
)

test(
  'a hub whose worker is killed goes on by the other, and replaces it; no acknowledged write is lost or doubled',
  () =>
    killAmidSteadyWrites(
      async ({ killWorker, written }) => {
        await written(50)
        await killWorker()
        await written(50)
      },
      {},
      ['--workers', '2'],
    ),
  120_000,
)
