import { mkdir, mkdtemp, readdir, rm, symlink, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { DataDirInUse, holdDataDir } from './hold-data-dir.js'
import { processIdentity } from './process-identity.js'

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'shequ-hub-hold-'))
})
afterEach(() => rm(dataDir, { recursive: true }))

test('one at a time, and the next after it', async () => {
  const letGo = await holdDataDir(dataDir)
  await expect(holdDataDir(dataDir)).rejects.toBeInstanceOf(DataDirInUse)
  await letGo()
  await (
    await holdDataDir(dataDir)
  )()
  expect(await readdir(dataDir)).toEqual([])
})

test.each([
  ['a process that ended', '999999 12345 boot'],
  ['a process whose number another one has now', `${process.pid} 1 another-boot`],
  ['nobody, for want of a number', 'nonsense'],
])('what %s left holds nothing', async (_whose, left) => {
  await symlink(left, join(dataDir, 'in-use-by'))
  await (
    await holdDataDir(dataDir)
  )()
  expect(await readdir(dataDir)).toEqual([])
})

test('of many that find a left lock at once exactly one gets the folder', async () => {
  await symlink('999999 12345 boot', join(dataDir, 'in-use-by'))
  const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => holdDataDir(dataDir)))
  expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1)
})

test('a process that was killed while it cleared a left lock holds nobody up', async () => {
  await symlink('999999 12345 boot', join(dataDir, 'in-use-by'))
  await mkdir(join(dataDir, 'in-use-by.clearing'))
  await utimes(join(dataDir, 'in-use-by.clearing'), new Date(), new Date(Date.now() - 60_000))
  await (
    await holdDataDir(dataDir)
  )()
  expect(await readdir(dataDir)).toEqual([])
})

test('letting go twice does not take the folder from the next holder', async () => {
  const first = await holdDataDir(dataDir)
  await first()
  await symlink('someone else', join(dataDir, 'in-use-by'))
  await first()
  expect(await readdir(dataDir)).toEqual(['in-use-by'])
})

test('a process is told from a later one with its number', async () => {
  expect(await processIdentity(process.pid)).toMatch(new RegExp(`^${process.pid}\\b`))
  expect(await processIdentity(999_999_999)).toBeUndefined()
})
