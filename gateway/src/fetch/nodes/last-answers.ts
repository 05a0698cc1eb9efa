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
 * what is handed out is laid into a response and changed there. The oldest go when they are too much.
 */
export class LastAnswers {
  readonly #kept = new Map<string, Kept>()
  #size = 0

  constructor(
    /** In characters. */
    private readonly capacity: number,
    private readonly now: () => number = Date.now,
  ) {}

  keep({ epoch }: NodeEntry, question: string, answer: EntityAnswer): void {
    const text = JSON.stringify(answer)
    this.#drop(question)
    this.#kept.set(question, { text, epoch, at: this.now() })
    this.#size += question.length + text.length
    for (const oldest of this.#kept.keys()) {
      if (this.#size <= this.capacity) break
      this.#drop(oldest)
    }
  }

  /** The answer, if there is one of the same attempt that is not older than the community allows. A revoked node has none. */
  find({ epoch, staleFor, status }: NodeEntry, question: string): LastAnswer | undefined {
    const kept = this.#kept.get(question)
    if (kept === undefined) return undefined
    const age = Math.floor((this.now() - kept.at) / 1_000)
    if (status !== 'REVOKED' && kept.epoch === epoch && age <= staleFor) {
      return { ...(JSON.parse(kept.text) as EntityAnswer), age }
    }
    this.#drop(question)
    return undefined
  }

  #drop(question: string): void {
    const kept = this.#kept.get(question)
    if (kept === undefined) return
    this.#kept.delete(question)
    this.#size -= question.length + kept.text.length
  }
}
