import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import type { ServerUser } from './server-user.js'

/** What a server's programs see of the environment: enough to run, and none of this process's secrets. */
export function serverEnvironment(): Record<string, string> {
  return { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }
}

/** The account part of a child process's options. */
export function asUser(user: ServerUser | undefined): { uid?: number; gid?: number } {
  return user ? { uid: user.uid, gid: user.gid } : {}
}

/**
 * Runs one of the server's programs to its end.
 *
 * @param input what it reads from standard input.
 * @throws with everything it printed when it ends with another status than 0.
 */
export async function runProgram(
  program: string,
  args: readonly string[],
  options: { readonly user: ServerUser | undefined; readonly cwd: string; readonly input?: string },
): Promise<string> {
  const child = spawn(program, args, {
    ...asUser(options.user),
    cwd: options.cwd,
    env: serverEnvironment(),
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const printed: Buffer[] = []
  child.stdout.on('data', (part: Buffer) => printed.push(part))
  child.stderr.on('data', (part: Buffer) => printed.push(part))
  child.stdin.on('error', () => undefined)
  child.stdin.end(options.input ?? '')
  const status = await ended(child, program)
  const output = Buffer.concat(printed).toString('utf8').trim()
  if (status === 0) return output
  throw new Error(`${program} ended with status ${String(status)}:\n${output}`)
}

/** Waits for a child process to end. Rejects, saying which program, when it could not be started at all. */
export function ended(child: ChildProcess, program: string): Promise<number | string> {
  return new Promise((resolve, reject) => {
    child.once('error', (error) => reject(new Error(`${program} could not be started: ${whyNot(error, program)}`)))
    child.once('close', (code, signal) => resolve(code ?? signal ?? 'unknown'))
  })
}

function whyNot(error: NodeJS.ErrnoException, program: string): string {
  if (error.code !== 'ENOENT' || !existsSync(program)) return error.message
  return (
    'it is there, but the C library that it needs is not (it is built for glibc, which Alpine for one does not have). ' +
    'Run the hub on another system, or set CITY_DATABASE_URL, BOROUGH_DATABASE_URL and COMMUNITY_DATABASE_URL to servers of your own.'
  )
}
