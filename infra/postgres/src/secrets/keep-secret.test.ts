import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keepSecret } from './keep-secret.js'

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'shequ-hub-secret-'))
})
afterEach(() => rm(dataDir, { recursive: true }))

test('whoever asks, and however many at once, gets the same', async () => {
  const answers = await Promise.all(Array.from({ length: 10 }, () => keepSecret(dataDir, 'role')))
  expect(new Set([...answers, await keepSecret(dataDir, 'role')]).size).toBe(1)
  expect(await keepSecret(dataDir, 'another')).not.toBe(answers[0])
  expect((await readdir(join(dataDir, 'secrets'))).sort()).toEqual(['another', 'role'])
})

test('a file with anything else in it is named, and its content is not', async () => {
  await keepSecret(dataDir, 'role')
  await writeFile(join(dataDir, 'secrets', 'role'), "short'; drop")
  await expect(keepSecret(dataDir, 'role')).rejects.toThrow(join(dataDir, 'secrets', 'role'))
  await expect(keepSecret(dataDir, 'role')).rejects.not.toThrow('drop')
})
