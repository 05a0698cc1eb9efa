import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { peers } from './peers/peers.js'

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

test('npm run bench finds that nodes answer as the hosted server does, and prints what routing costs', async () => {
  const [program = '', ...args] = 'npm run bench -- --only routing --rounds 1 --seconds 0.05'.split(' ')
  const { stdout } = await promisify(execFile)(program, args, {
    cwd: join(import.meta.dirname, '../..'),
    env: { ...process.env, DATA_DIR: dataDir },
  })
  const rows = stdout.split('\n').map((line) => line.trim().split(/ {2,}/).slice(0, 3).join(' '))
  expect(rows).toEqual(
    expect.arrayContaining(['hosted 0 1', 'hosted 5000 1', 'nodes 1 1', 'nodes 5000 1', 'nodes 5000 200']),
  )
})

test('npm run bench prints what others wait for beside clients that leave', async () => {
  const [program = '', ...args] = 'npm run bench -- --only abandoned --rounds 1 --seconds 0.5'.split(' ')
  const { stdout } = await promisify(execFile)(program, args, {
    cwd: join(import.meta.dirname, '../..'),
    env: { ...process.env, DATA_DIR: dataDir },
  })
  const rows = stdout.split('\n').map((line) => line.trim().split(/ {2,}/).slice(0, 2).join(' '))
  for (const hub of ['in process', 'over HTTP'])
    expect(rows).toEqual(expect.arrayContaining([`${hub} one community`, `${hub} three hops`]))
})

test('npm run bench compares gateways over subgraphs in memory, and counts what each asks', async () => {
  const [program = '', ...args] = 'npm run bench -- --only shapes --rounds 1 --seconds 0.1'.split(' ')
  const { stdout } = await promisify(execFile)(program, args, {
    cwd: join(import.meta.dirname, '../..'),
    env: { ...process.env, DATA_DIR: dataDir },
  })
  const rows = stdout.split('\n').map((line) => line.trim().split(/ {2,}/))
  const askedBy = (name: string) => rows.filter(([first]) => first === name).map((row) => row.slice(6, 8).join(' '))
  expect(askedBy('hub')).toEqual(['3 321', '3 321', '7 32', '7 32'])
  expect(askedBy('stock gateway')).toEqual(['3 321', '3 321', '16 1081', '16 1081'])
})

test('npm run bench compares the hub with others that it installs, and writes the page of results', async () => {
  const page = join(dataDir, 'RESULTS.md')
  const [program = '', ...args] = 'npm run bench -- --peers --only shapes --rounds 1 --seconds 0.1'.split(' ')
  await promisify(execFile)(program, [...args, '--results', page], {
    cwd: join(import.meta.dirname, '../..'),
    env: { ...process.env, DATA_DIR: dataDir },
  })
  const lines = (await readFile(page, 'utf8')).split('\n')
  for (const name of ['hub', 'hub, 2 workers', 'hub, subgraphs in process', ...peers.map((peer) => peer.name)])
    expect(lines.filter((line) => line.startsWith(`| ${name} `))).toHaveLength(6)
})
