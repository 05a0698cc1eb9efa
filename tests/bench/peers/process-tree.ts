import { readFileSync, readdirSync } from 'node:fs'

/** What a process and those that it began use. */
export interface TreeUse {
  /** Processor time so far, in milliseconds. */
  readonly cpu: number
  /** Memory that they hold, in bytes. */
  readonly memory: number
}

/** Of a process, by Linux's `/proc`: a tick is 10 ms and a page 4 kB. */
interface Use extends TreeUse {
  readonly parent: number
}

const millisecondsATick = 10
const bytesAPage = 4096

/** What a process uses, with all that it began; NaN where the system has no `/proc`. */
export function useOfTree(root: number): TreeUse {
  const uses = readUses()
  if (uses.size === 0) return { cpu: Number.NaN, memory: Number.NaN }
  const total = { cpu: 0, memory: 0 }
  for (const [pid, { cpu, memory }] of uses) {
    if (!isWithin(pid, root, uses)) continue
    total.cpu += cpu
    total.memory += memory
  }
  return total
}

function isWithin(pid: number, root: number, uses: ReadonlyMap<number, Use>): boolean {
  for (let at: number | undefined = pid; at !== undefined && at > 0; at = uses.get(at)?.parent)
    if (at === root) return true
  return false
}

function readUses(): ReadonlyMap<number, Use> {
  const uses = new Map<number, Use>()
  for (const name of namesIn('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const stat = textOf(`/proc/${name}/stat`)
    // The command's name comes before, in brackets, and may have any character.
    const [, parent, ...rest] = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    if (parent === undefined) continue
    const [user = 0, system = 0] = rest.slice(9, 11)
    uses.set(Number(name), {
      parent,
      cpu: (user + system) * millisecondsATick,
      memory: (rest[19] ?? 0) * bytesAPage,
    })
  }
  return uses
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/** Empty where the process has ended meanwhile. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
