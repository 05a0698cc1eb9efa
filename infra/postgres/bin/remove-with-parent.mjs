// Waits for its standard input to close, which happens when the process that started this one ends, however it ends. Then
// stops the PostgreSQL server that runs in a temporary folder, if one does, and removes the folder.
// Usage: node remove-with-parent.mjs FOLDER
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const [folder] = process.argv.slice(2)
if (!folder) {
  process.stderr.write('Expected the folder to remove as an argument, got none.\n')
  process.exit(2)
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined)
process.stdin.resume()
process.stdin.on('error', () => void finish())
process.stdin.on('close', () => void finish())

let finishing = false
async function finish() {
  if (finishing) return
  finishing = true
  const deadline = Date.now() + 30_000
  while (existsSync(folder) && Date.now() < deadline) {
    const homes = [join(folder, 'postgres'), keptIn(folder)].filter((home) => home !== undefined)
    for (const home of homes) kill(serverOf(home), 'SIGQUIT')
    for (const home of homes) rmSync(home, { recursive: true, force: true, maxRetries: 3 })
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
    // What was being started while the folder went may have made it again.
    await sleep(200)
  }
}

/** Where the server's files are, when they could not be kept in the folder itself. */
function keptIn(dataDir) {
  return safely(() => readFileSync(join(dataDir, 'postgres', 'kept-in'), 'utf8').split('\n', 1)[0], undefined)
}

/** The process number of the server whose cluster lies in this folder; NaN when there is none. */
function serverOf(home) {
  return Number.parseInt(
    safely(() => readFileSync(join(home, 'cluster', 'postmaster.pid'), 'utf8'), ''),
    10,
  )
}

function kill(pid, signal) {
  if (pid > 0) safely(() => process.kill(pid, signal), false)
}

function safely(work, otherwise) {
  try {
    return work()
  } catch {
    return otherwise
  }
}
