import type { CountGuesses, Guesses } from '@shequ/issuer/people/guesses'
import type { Channel } from '@shequ/process/workers/channel'

/** Who guesses, at which address. */
interface Guesser {
  readonly name: string
  readonly address: string
}

/** Counts the wrong passwords that a worker is given with those of the others. */
export function keepGuesses(worker: Channel, guesses: Guesses): void {
  worker.answer('guess', ({ name, address }: Guesser) => guesses.begin(name, address))
  worker.answer('guessed right', ({ name, address }: Guesser) => guesses.forget(name, address))
}

/** A worker has its wrong passwords counted by the process that keeps it. */
export function guessesOfWorkers(primary: Channel): CountGuesses {
  return {
    begin: (name, address) => primary.ask<number>('guess', { name, address }),
    forget: (name, address) => primary.ask('guessed right', { name, address }),
  }
}
