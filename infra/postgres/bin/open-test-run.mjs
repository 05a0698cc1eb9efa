// Vitest's globalSetup: gives a test run a folder for its database server, which the first test file that needs one starts
// there, and a guard that stops the server and removes the folder when the run ends, however it ends.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, realpathSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const guardProgram = fileURLToPath(new URL('remove-with-parent.mjs', import.meta.url))

export default function openTestRun() {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'shequ-hub-test-')))
  // Started by root, the server runs as another account, which has to pass through.
  chmodSync(folder, 0o711)
  const guard = spawn(process.execPath, [guardProgram, folder], {
    detached: true,
    stdio: ['pipe', 'ignore', 'inherit'],
  })
  guard.unref()
  guard.stdin.unref()
  process.env.SHEQU_TEST_RUN = folder
  return () => end(guard)
}

async function end(guard) {
  if (guard.exitCode !== null) return
  guard.ref()
  const ended = once(guard, 'exit')
  guard.stdin.end()
  await ended
}
