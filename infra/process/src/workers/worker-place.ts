/** Which one this process is of how many that serve together. */
export interface WorkerPlace {
  /** From 1 on. One that takes another's place has its number. */
  readonly number: number
  readonly of: number
}

/** The place of a process that serves alone. */
export const alone: WorkerPlace = { number: 1, of: 1 }

/** What one process may have of a limit that each keeps by itself, so that together they have no more; at least one. */
export function shareOf(limit: number, { of }: WorkerPlace): number {
  return Math.max(1, Math.floor(limit / of))
}
