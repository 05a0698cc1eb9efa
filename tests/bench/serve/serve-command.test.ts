import { tmpdir } from 'node:os'
import { expect, test } from 'vitest'
import { readUse } from './group-use.js'
import { serveCommand } from './serve-command.js'
import { portPlace } from './service.js'

const serving = { name: 'a program', command: process.execPath, folder: tmpdir(), body: '{"query":"{ pid }"}' }

/** Serves the id of a process that it begins, and that would outlive it. */
const program = `
  const { spawn } = require('node:child_process')
  const { pid } = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'])
  process.on('SIGTERM', () => process.exit(0))
  require('node:http').createServer((_, response) => response.end(JSON.stringify({ data: { pid } })))
    .listen(Number(process.argv[1]), '127.0.0.1')`

test('a command is served on a free port, counted with what it begins, and ended with it', async () => {
  const served = await serveCommand({ ...serving, args: ['-e', program, portPlace] })
  const { data } = (await (await fetch(served.url, { method: 'POST', body: '' })).json()) as { data: { pid: number } }
  expect(isThere(data.pid)).toBe(true)
  const { cpu = 0, memory = 0 } = served.use?.() ?? {}
  expect(cpu).toBeGreaterThan(0)
  // Two processes of Node.
  expect(memory).toBeGreaterThan(40 * 1024 ** 2)
  await served.close()
  await expect(fetch(served.url)).rejects.toThrow('fetch failed')
  await expect.poll(() => isThere(data.pid)).toBe(false)
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

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
