import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { access, mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const program = fileURLToPath(new URL('../../bin/remove-with-parent.mjs', import.meta.url))

test('stops the server and removes the folder when the process that watches over it is killed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'shequ-hub-guard-'))
  const server = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)'], { stdio: 'ignore' })
  await mkdir(join(folder, 'postgres', 'cluster'), { recursive: true })
  await writeFile(join(folder, 'postgres', 'cluster', 'postmaster.pid'), `${server.pid}\n`)
  const script = `
    const { spawn } = require('node:child_process')
    const guard = spawn(process.execPath, process.argv.slice(1), { detached: true, stdio: ['pipe', 'ignore', 'ignore'] })
    guard.on('spawn', () => process.kill(process.pid, 'SIGKILL'))`
  spawn(process.execPath, ['-e', script, program, folder], { stdio: 'ignore' })
  const [, signal] = (await once(server, 'exit')) as [number | null, string | null]
  expect(signal).toBe('SIGQUIT')
  await waitUntilGone(folder)
})

/** Resolves when a path is no more; the test's own time limit ends the wait. */
async function waitUntilGone(path: string): Promise<void> {
  const there = () =>
    access(path).then(
      () => true,
      () => false,
    )
  while (await there()) await sleep(20)
}
