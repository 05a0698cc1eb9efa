// Waits for its standard input to close, which happens when the process that started this one ends, however it ends. Then
// stops the PostgreSQL server that runs in a temporary folder, if one does, and removes the folder.
// Usage: node remove-with-parent.mjs FOLDER
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const [folder] = process.argv.slice(2)
if (!folder) {
  process.stderr.write('Expected the folder to remove as an argument, got none.\n')
  process.exit(2)
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined)
process.stdin.resume()
process.stdin.on('error', finish)
process.stdin.on('close', finish)

let finishing = false
async function finish() {
  if (finishing) return
  finishing = true
  const deadline = Date.now() + 30_000
  while (existsSync(folder) && Date.now() < deadline) {
    for (const pid of serversIn(folder)) kill(pid, 'SIGQUIT')
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
    // What was being started while the folder went may have made it again.
    await sleep(200)
  }
}

/** The process numbers of the servers whose cluster lies in this folder or one below it. */
function serversIn(top) {
  return ['.', ...safely(() => readdirSync(top), [])].flatMap((name) => {
    const text = safely(() => readFileSync(join(top, name, 'cluster', 'postmaster.pid'), 'utf8'), '')
    const pid = Number.parseInt(text, 10)
    return pid > 0 ? [pid] : []
  })
}

function kill(pid, signal) {
  safely(() => process.kill(pid, signal), false)
}

function safely(work, otherwise) {
  try {
    return work()
  } catch {
    return otherwise
  }
}
