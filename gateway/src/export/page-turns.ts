import { Turns } from '@shequ/process/turns'
import { HubError } from '@shequ/schema/errors/hub-error'

/** How many pages of exports are counted at once, and how many may wait for that. */
export interface PageTurnLimits {
  /** Pages that are counted at once: the hub's own has 4. More finish sooner, and slow down other questions. */
  readonly most: number
  /** Pages that may wait: the hub's own has 16. An export that finds more waiting is answered 503 with BUSY. */
  readonly mostWaiting: number
}

/** After how many seconds whoever was refused may ask again. */
const retryAfter = 10

/**
 * Whose turn it is to have a page of an export counted, which takes the hub as long as a whole question. A client that reads slowly,
 * or not at all, has no turn meanwhile, and so keeps none from others.
 */
export class PageTurns {
  readonly #limits: PageTurnLimits
  readonly #turns: Turns

  constructor(limits: PageTurnLimits) {
    this.#limits = limits
    this.#turns = new Turns(limits.most)
  }

  /**
   * Has an export begin.
   *
   * @throws {HubError} BUSY when as many pages wait as may.
   */
  requireRoom(): void {
    const { most, mostWaiting } = this.#limits
    if (this.#turns.isFree || this.#turns.waiting < mostWaiting) return
    throw new HubError(
      'BUSY',
      {
        en: `Expected fewer than ${most + mostWaiting} exports at a time, but that many are being counted. Ask again in ${retryAfter} seconds.`,
        zh: `同时进行的导出应少于 ${most + mostWaiting} 个，而已达此数。请在 ${retryAfter} 秒后再次发送。`,
      },
      { retryAfter },
    )
  }

  /**
   * Has a page counted when its turn comes: in the order in which they were asked for.
   *
   * @throws the signal's reason, when whoever asked leaves before that.
   */
  async take<Page>(count: () => Promise<Page>, signal?: AbortSignal): Promise<Page> {
    const endTurn = await this.#turns.take(signal)
    try {
      return await count()
    } finally {
      endTurn()
    }
  }
}
