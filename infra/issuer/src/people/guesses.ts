import { createHash } from 'node:crypto'
import { sizedCache } from '@shequ/process/sized-cache'

/** After so many wrong passwords in a row, each further one has to wait: a second, then twice as long each time. */
const freeGuesses = 5

/** The longest wait, in seconds. */
const longestWait = 300

/** After so many milliseconds without a guess, those before are forgotten. */
const forgottenAfter = 15 * 60_000

/** The bytes of memory for what is counted: some ten thousand people and addresses. Those are forgotten first that guessed longest ago. */
const mostBytes = 4 * 1024 ** 2

interface Counted {
  readonly guesses: number
  readonly at: number
  readonly waitsUntil: number
}

/** What counts wrong passwords; it may be another process. */
export interface CountGuesses {
  begin(name: string, address: string): number | Promise<number>
  forget(name: string, address: string): void | Promise<void>
}

/**
 * Counts the wrong passwords that each address gives for each name, whether there is somebody of that name or not: so nobody learns who there
 * is, and whoever guesses keeps others waiting at that address alone. It counts in memory, since passwords have 256 random bits: waiting keeps
 * guesses from filling the log and the day, not from being right.
 */
export class Guesses implements CountGuesses {
  readonly #counted = sizedCache<Counted>(mostBytes, () => 100)

  constructor(private readonly now: () => number = Date.now) {}

  /**
   * Counts a guess before it is looked at, so that many at once are many.
   *
   * @returns the seconds that it has to wait, in which case it is not counted; 0 for one that may be looked at.
   */
  begin(name: string, address: string): number {
    const key = keyOf(name, address)
    const now = this.now()
    const known = this.#counted.get(key)
    const before = known === undefined || now > known.at + forgottenAfter ? undefined : known
    if (before !== undefined && now < before.waitsUntil) return Math.ceil((before.waitsUntil - now) / 1_000)
    const guesses = (before?.guesses ?? 0) + 1
    const wait = guesses < freeGuesses ? 0 : Math.min(longestWait, 2 ** (guesses - freeGuesses))
    this.#counted.set(key, { guesses, at: now, waitsUntil: now + wait * 1_000 })
    return 0
  }

  /** Forgets the guesses: one was right. */
  forget(name: string, address: string): void {
    this.#counted.delete(keyOf(name, address))
  }
}

/** Of one length, however long a name somebody sends. */
function keyOf(name: string, address: string): string {
  return createHash('sha256')
    .update(JSON.stringify([name, address]))
    .digest('base64url')
}
