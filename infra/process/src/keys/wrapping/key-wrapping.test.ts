import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { decodeProtectedHeader } from 'jose'
import { newKeyRing, withoutOldKeys } from './key-ring.js'
import { wrapByFile } from './key-wrapping.js'
import { createRing, readRing, replaceRing } from './ring-file.js'
import { sealKey } from './seal-key.js'

let folder: string
let file: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shequ-wrapping-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const key = new Uint8Array(32).fill(7)
let count = 0
const newFile = () => (file = join(folder, `keys-${count++}`, 'pseudonyms.jwks.json'))

test('a key wrapped by a file is opened by it, for its owner, and by no other file', async () => {
  await createRing(newFile())
  const keys = wrapByFile(file)
  const { wrapped, kid } = await keys.wrapKey(key, 'lane')
  expect(kid).toBe((await readRing(file)).wrapping[0].kid)
  expect(await keys.unwrapKey(wrapped, 'lane')).toEqual(key)
  await expect(keys.unwrapKey(wrapped, 'garden')).rejects.toThrow('of another')
  const [, ...parts] = wrapped.split('.')
  const header = Buffer.from(JSON.stringify({ ...decodeProtectedHeader(wrapped), sub: 'garden' }))
  await expect(keys.unwrapKey([header.toString('base64url'), ...parts].join('.'), 'garden')).rejects.toThrow(
    'decryption operation failed',
  )
  await createRing(newFile())
  await expect(wrapByFile(file).unwrapKey(wrapped, 'lane')).rejects.toThrow(`Expected the key ${kid} in ${file}`)
})

test('a file is its owner’s alone, and the same for all that make it at once', async () => {
  newFile()
  const rings = await Promise.all(Array.from({ length: 8 }, () => createRing(file)))
  expect(new Set(rings.map(({ wrapping: [{ kid }] }) => kid)).size).toBe(1)
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  expect((await stat(join(file, '..'))).mode & 0o777).toBe(0o700)
})

test('a change of keys is followed: what either wrapped is opened while both are there, and new is wrapped by the new one', async () => {
  const before = await createRing(newFile())
  const keys = wrapByFile(file)
  const old = await keys.wrapKey(key, 'lane')
  const both = await newKeyRing(before)
  await replaceRing(file, both)
  const next = await keys.wrapKey(key, 'lane')
  expect(next.kid).toBe(both.wrapping[0].kid)
  expect(await keys.unwrapKey(old.wrapped, 'lane')).toEqual(key)
  await replaceRing(file, withoutOldKeys(both))
  const anew = wrapByFile(file)
  expect(await anew.unwrapKey(next.wrapped, 'lane')).toEqual(key)
  await expect(anew.unwrapKey(old.wrapped, 'lane')).rejects.toThrow('it is not there')
  expect((await stat(file)).mode & 0o777).toBe(0o600)
})

test('a key sealed for a server is opened by it alone', async () => {
  await createRing(newFile())
  const receiver = wrapByFile(file)
  const sealed = await sealKey(key, 'lane', await receiver.receivingKey())
  expect(await receiver.openSealed(sealed, 'lane')).toEqual(key)
  await expect(receiver.openSealed(sealed, 'garden')).rejects.toThrow('of another')
  await createRing(newFile())
  await expect(wrapByFile(file).openSealed(sealed, 'lane')).rejects.toThrow('it is not there')
})

test.each(['nonsense', '{"keys":[]}', '{"keys":[{"kty":"oct","kid":"a","k":"short"}]}'])(
  'a file that holds %s is refused, without its content, and not overwritten',
  async (content) => {
    await createRing(newFile())
    await writeFile(file, content)
    const message = await createRing(file).then(
      () => 'it was taken',
      (fault: Error) => fault.message,
    )
    expect(message).toContain(file)
    expect(message).not.toContain(content)
  },
)
