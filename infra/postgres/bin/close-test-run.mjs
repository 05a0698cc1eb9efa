// Jest's globalTeardown: has the guard of the test run stop the server and remove the folder, and waits for it.
import { once } from 'node:events'

export default async function closeTestRun() {
  const guard = globalThis.shequTestGuard
  if (!guard || guard.exitCode !== null) return
  guard.ref()
  const ended = once(guard, 'exit')
  guard.stdin.end()
  await ended
}
