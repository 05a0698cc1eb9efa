import type { Logger } from './log.js'

/**
 * Ends the process in order when it is told to (SIGINT, SIGTERM): the steps run last registered first, each once. A
 * second signal ends it at once.
 */
export class Shutdown {
  private readonly steps: { readonly name: string; readonly run: () => Promise<void> }[] = []
  private ending: Promise<void> | undefined

  /** @param signals what tells it to end; nothing where another process does */
  constructor(
    private readonly log: Logger,
    signals: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM'],
  ) {
    for (const signal of signals) {
      process.on(signal, () => {
        if (this.ending) process.exit(130)
        void this.run().then(() => process.exit(0))
      })
    }
  }

  /** Whether the process was told to end. What fails from then on fails because of that. */
  get hasBegun(): boolean {
    return this.ending !== undefined
  }

  /** Registers what is to be ended. */
  add(name: string, run: () => Promise<void>): void {
    this.steps.push({ name, run })
  }

  /** Runs the steps. A step that fails is logged and does not keep the others from running. */
  run(): Promise<void> {
    return (this.ending ??= this.runSteps())
  }

  private async runSteps(): Promise<void> {
    for (const { name, run } of this.steps.toReversed()) {
      try {
        await run()
      } catch (error) {
        this.log.error({ err: error, step: name }, 'a step of the shutdown failed')
      }
    }
  }
}
