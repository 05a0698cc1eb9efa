import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { join } from 'node:path'
import { promisify } from 'node:util'

const main = join(import.meta.dirname, '../../infra/cli/dist/main.js')

/** A `hub` process that serves. */
export interface RunningHub {
  /** Where it listens. */
  readonly url: string
  readonly pid: number
  /** What it has said on standard error so far. */
  readonly said: readonly string[]
  /** Ends it with a signal and waits until it is gone. */
  end(signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL'): Promise<void>
}

/**
 * Runs a `hub` command that serves, as a process of its own, and resolves when it says where it answers.
 *
 * @throws {Error} with what it said when it ends before.
 */
export async function runHub(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<RunningHub> {
  const child = spawn(process.execPath, [main, ...args], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const said: string[] = []
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      said.push(line)
      const address = / (?:answers|listens) at (http:\/\/[^/ ]+)/.exec(line)?.[1]
      if (address) resolve(address)
    })
    child.once('exit', (code) => reject(new Error(`hub ${args.join(' ')} ended with ${code}:\n${said.join('\n')}`)))
  })
  return { url, said, pid: child.pid ?? 0, end: (signal) => end(child, signal) }
}

/** Begins a `hub` command as a process of its own, to be killed in the midst of what it does. */
export function beginHub(args: readonly string[], environment: Readonly<Record<string, string>>): ChildProcess {
  return spawn(process.execPath, [main, ...args], { env: { ...process.env, ...environment }, stdio: 'ignore' })
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill(signal)
  await gone
}

/** Runs a `hub` command to its end. Resolves whatever its exit status. */
export async function hub(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [main, ...args], {
      env: { ...process.env, ...environment },
    })
    return { code: 0, stdout, stderr }
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
    return { code, stdout, stderr }
  }
}

/** Has a community's office consent to a move: to the node of a data folder, or else back. Both environments are those of commands. */
export async function consentToMove(
  community: string,
  { hub: url, shared, own }: { readonly hub: string; readonly shared: Environment; readonly own?: Environment },
): Promise<void> {
  const status = own && (await hub(['node', 'status'], own)).stdout
  const [, key = ''] = /^key +(\S+)/m.exec(status ?? '') ?? []
  const to = own === undefined ? ['--back'] : ['--key', key]
  const { code, stderr } = await hub(['node', 'consent', '--community', community, '--hub', url, ...to], shared)
  if (code !== 0) throw new Error(`Expected the office to consent, but it said: ${stderr}`)
}

type Environment = Readonly<Record<string, string>>
