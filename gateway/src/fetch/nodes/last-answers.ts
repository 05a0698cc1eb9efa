import { type SizedCache, sizedCache } from '@shequ/process/sized-cache'
import type { GraphQLFormattedError } from 'graphql'
import type { NodeEntry } from './node-entry.js'

/** What a node answered about an entity: its fields, and what it refused of them, with paths from the entity on. */
export interface EntityAnswer {
  readonly entity: unknown
  readonly refusals: readonly GraphQLFormattedError[]
}

/** An entity's last good answer, and its age in seconds. */
export interface LastAnswer extends EntityAnswer {
  readonly age: number
}

interface Kept {
  readonly text: string
  readonly epoch: number
  readonly at: number
}

/**
 * The last good answers of nodes about public fields, by what was asked about each entity. They are kept as text, since
 * what is handed out is laid into a response and changed there. When they are too much, those go that were shown longest ago.
 */
export class LastAnswers {
  readonly #kept: SizedCache<Kept>

  constructor(
    mostBytes: number,
    private readonly now: () => number = Date.now,
  ) {
    this.#kept = sizedCache(mostBytes, ({ text }) => 2 * text.length)
  }

  keep({ epoch }: NodeEntry, question: string, answer: EntityAnswer): void {
    this.#kept.set(question, { text: JSON.stringify(answer), epoch, at: this.now() })
  }

  /** The answer, if there is one of the same attempt that is not older than the community allows. A revoked node has none. */
  find({ epoch, staleFor, status }: NodeEntry, question: string): LastAnswer | undefined {
    const kept = this.#kept.get(question)
    if (kept === undefined) return undefined
    const age = Math.floor((this.now() - kept.at) / 1_000)
    if (status !== 'REVOKED' && kept.epoch === epoch && age <= staleFor) {
      return { ...(JSON.parse(kept.text) as EntityAnswer), age }
    }
    this.#kept.delete(question)
    return undefined
  }
}
