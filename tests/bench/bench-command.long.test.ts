import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from '@jest/globals'

let dataDir: string
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'shequ-bench-'))
})
afterAll(() => rm(dataDir, { recursive: true, force: true }))

test('npm run bench loads the city, finds all answers equal and prints a row for each contender', async () => {
  const [program = '', ...args] = 'npm run bench -- --only queries --rounds 1 --seconds 0.2'.split(' ')
  const { stdout } = await promisify(execFile)(program, args, {
    cwd: join(import.meta.dirname, '../..'),
    env: { ...process.env, DATA_DIR: dataDir },
  })
  for (const contender of ['in process', 'HTTP', 'stock', 'SQL']) expect(stdout).toContain(contender)
})
