import { readFileSync, readdirSync } from 'node:fs'
import type { ProcessUse } from './service.js'

/** By Linux: a tick of the processor's clock is 10 ms, and a page of memory 4 kB. */
const millisecondsATick = 10
const bytesAPage = 4096

/** What the processes of a group use together, by Linux's `/proc`; NaN where the system has none. */
export function useOfGroup(group: number): ProcessUse {
  const pids = namesIn('/proc').filter((name) => /^\d+$/.test(name))
  if (pids.length === 0) return { cpu: Number.NaN, memory: Number.NaN }
  const total = { cpu: 0, memory: 0 }
  for (const pid of pids) {
    const use = readUse(textOf(`/proc/${pid}/stat`))
    if (use?.group !== group) continue
    total.cpu += use.cpu
    total.memory += use.memory
  }
  return total
}

/** Reads a process's line of `/proc/<pid>/stat`; undefined where it is empty, since the process has ended. */
export function readUse(stat: string): (ProcessUse & { readonly group: number }) | undefined {
  // The command's name stands before, in brackets, and may have any character.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const [group, user, system, pages] = [2, 11, 12, 21].map((place) => Number(fields[place]))
  if (group === undefined || user === undefined || system === undefined || pages === undefined) return undefined
  if (Number.isNaN(pages)) return undefined
  return { group, cpu: (user + system) * millisecondsATick, memory: pages * bytesAPage }
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
