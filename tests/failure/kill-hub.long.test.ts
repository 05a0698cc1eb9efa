import { setTimeout as pause } from 'node:timers/promises'
import { test } from 'vitest'
import { shareOf } from '@shequ/process/testing/random-seed'
import { expectTold, killAmidSteadyWrites } from '../helpers/kill-amid-steady-writes.js'
import { killAmidWrites } from '../helpers/kill-amid-writes.js'
import { longSeed } from '../helpers/long-seed.js'

test(
  'after kill -9 in the midst of 1,000 writes, every acknowledged one is there',
  () => killAmidWrites(1_000),
  240_000,
)

const hubKills = shareOf(20)
const databaseKills = shareOf(10)

test(`a hub that is killed ${hubKills} times amid writes keeps every acknowledged one, and none twice`, () => {
  const random = longSeed('kills of a running hub')
  return killAmidSteadyWrites(async ({ restart, written }) => {
    for (let kills = 0; kills < hubKills; kills++) {
      await written(random.between(1, 60))
      await restart()
    }
    await written(1)
  })
}, 600_000)

test(`a hub whose PostgreSQL is killed ${databaseKills} times amid writes tells of it, comes back, and keeps every acknowledged one, and none twice`, () => {
  const random = longSeed('kills of PostgreSQL')
  return killAmidSteadyWrites(async ({ killDatabase, written }) => {
    for (let kills = 0; kills < databaseKills; kills++) {
      await written(random.between(1, 100))
      await pause(random.between(0, 300))
      expectTold(await killDatabase())
    }
    await written(100)
  })
}, 600_000)

const workerKills = shareOf(10)

test(`a hub of two workers of which one is killed ${workerKills} times amid writes goes on by the other; no acknowledged write is lost or doubled`, () => {
  const random = longSeed('kills of workers')
  return killAmidSteadyWrites(
    async ({ killWorker, written }) => {
      for (let kills = 0; kills < workerKills; kills++) {
        await written(random.between(1, 60))
        await killWorker()
      }
      await written(50)
    },
    {},
    ['--workers', '2'],
  )
}, 600_000)
