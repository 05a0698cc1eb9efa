import { HubError } from '@shequ/schema/errors/hub-error'

/** How many operations each payer has under way or waiting. */
export class ClientTurns {
  readonly #underWay = new Map<string, number>()

  /** @param most how many one payer may have; 0 for any number */
  constructor(private readonly most: number) {}

  /**
   * Begins an operation, and gives what ends it.
   *
   * @throws {HubError} TOO_MANY_AT_ONCE.
   */
  begin(payer: string): () => void {
    const underWay = this.#underWay.get(payer) ?? 0
    if (this.most > 0 && underWay >= this.most) {
      throw new HubError(
        'TOO_MANY_AT_ONCE',
        {
          en: `Expected a caller to have at most ${this.most} operations under way at once, but as many are. Nothing was done: wait for one of their answers.`,
          zh: `一个调用方同时进行的操作至多 ${this.most} 个，而已达此数。没有执行任何操作：请等待其中之一得到答复。`,
        },
        { limit: this.most, retryAfter: 1 },
      )
    }
    this.#underWay.set(payer, underWay + 1)
    return () => {
      const left = (this.#underWay.get(payer) ?? 1) - 1
      if (left > 0) this.#underWay.set(payer, left)
      else this.#underWay.delete(payer)
    }
  }
}
