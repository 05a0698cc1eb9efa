import { execFileSync } from 'node:child_process'

/** The process numbers of the workers that a `hub` process keeps. */
export function workersOf(primary: number): readonly number[] {
  return execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .flatMap((line) => {
      const [, pid, parent] = /^ *(\d+) +(\d+) .*-worker\.js/.exec(line) ?? []
      return Number(parent) === primary ? [Number(pid)] : []
    })
}

/** Whether a process is there. */
export function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
