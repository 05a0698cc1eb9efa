import { spawn } from 'node:child_process'
import { Socket } from 'node:net'
import { fileURLToPath } from 'node:url'

/** Lets go of the guard, whose folder is then removed at once if it is still there. */
export interface Guard {
  release(): void
}

/**
 * Has a temporary folder removed, and the server in it stopped, when this process ends: even by kill -9, which is why a process of
 * its own does it. That one waits on a pipe that closes with this process.
 */
export function endWithThisProcess(folder: string): Guard {
  const program = fileURLToPath(new URL('../../bin/remove-with-parent.mjs', import.meta.url))
  const child = spawn(process.execPath, [program, folder], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] })
  child.unref()
  const pipe = child.stdin
  pipe.on('error', () => undefined)
  if (pipe instanceof Socket) pipe.unref()
  return { release: () => pipe.end() }
}
