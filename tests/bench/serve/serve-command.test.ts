import { tmpdir } from 'node:os'
import { expect, test } from 'vitest'
import { readUse } from './group-use.js'
import { serveCommand } from './serve-command.js'
import { portPlace } from './service.js'

const serving = { name: 'a program', command: process.execPath, folder: tmpdir(), body: '{"query":"{ pid }"}' }

/** Begins another process, which would outlive it. */
const program = `
  require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'])
  process.on('SIGTERM', () => process.exit(0))
  require('node:http').createServer((_, response) => response.end('{"data":{}}'))
    .listen(Number(process.argv[1]), '127.0.0.1')`

test('a command is served on a free port, counted with what it begins, and ended with it', async () => {
  const served = await serveCommand({ ...serving, args: ['-e', program, portPlace] })
  const memory = () => served.use?.().memory ?? 0
  // A process of Node alone has 40 MB and more.
  await expect.poll(memory).toBeGreaterThan(70 * 1024 ** 2)
  expect(served.use?.().cpu).toBeGreaterThan(0)
  await served.close()
  await expect(fetch(served.url)).rejects.toThrow('fetch failed')
  await expect.poll(memory).toBe(0)
})

test('a command that ends without an answer is told with what it said', async () => {
  const failing = serveCommand({ ...serving, args: ['-e', 'console.error("no graph here"); process.exit(3)'] })
  await expect(failing).rejects.toThrow(/^Expected a program to answer within 60 s, but it did not: no graph here/)
})

test('a command that there is not is told', async () => {
  const missing = serveCommand({ ...serving, command: '/nowhere/grafbase', args: [] })
  await expect(missing).rejects.toThrow('ENOENT')
})

test('a process is read by its group, whatever its name', () => {
  const rest = '0 -1 4194560 2081 0 0 0 150 25 0 0 20 0 11 0 9211 1055744000 12800 18446744073709551615'
  expect(readUse(`4321 (a (strange) name) S 17 4300 4300 ${rest}`)).toEqual({
    group: 4300,
    cpu: 1_750,
    memory: 12_800 * 4_096,
  })
  expect(readUse('')).toBeUndefined()
})
