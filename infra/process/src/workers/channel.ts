import { type SentError, receiveError, sendError } from './sent-error.js'

/** Gives what is asked for by a name. What it gives and takes can be written as JSON. */
export type Answer = (asked: never) => unknown

/** By what two processes ask each other. */
export interface Channel {
  /** Asks the other process. @throws what it throws: a `HubError` as it is; or that it has ended. */
  ask<Result>(name: string, asked?: unknown): Promise<Result>
  /** Asks without waiting for anything. */
  tell(name: string, told?: unknown): void
  /** Says what is given when the other process asks for a name. */
  answer(name: string, give: Answer): void
  /** Resolves when the other process has ended. */
  readonly ended: Promise<void>
}

/** What carries messages to another process, and from it. */
export interface Wire {
  send(message: readonly Frame[]): void
  /** Told of each message. */
  onMessage(receive: (message: unknown) => void): void
  /** Told when no message can come any more. */
  onEnd(end: () => void): void
}

/** One thing that is asked, or given. */
export type Frame =
  | { readonly name: string; readonly asked: unknown; readonly id?: number }
  | { readonly of: number; readonly given: unknown }
  | { readonly of: number; readonly error: SentError }

interface Waiting {
  resolve(given: unknown): void
  reject(error: Error): void
}

/** Opens a channel. What is sent in one turn of the event loop goes as one message: each takes a write and a wake-up of its own. */
export function openChannel(wire: Wire): Channel {
  const answers = new Map<string, Answer>()
  const waiting = new Map<number, Waiting>()
  let toSend: Frame[] = []
  let asked = 0
  let isOver = false

  function send(frame: Frame): void {
    if (isOver) return
    if (toSend.length === 0) setImmediate(flush)
    toSend.push(frame)
  }

  function flush(): void {
    const frames = toSend
    toSend = []
    if (!isOver) wire.send(frames)
  }

  /** Without an id, nobody waits for what is given. */
  async function give({ id, name, asked: what }: Extract<Frame, { readonly name: string }>): Promise<void> {
    try {
      const answer = answers.get(name)
      if (answer === undefined)
        throw new Error(`Expected something that the other process is asked for, but got ${name}.`)
      const given = await answer(what as never)
      if (id !== undefined) send({ of: id, given })
    } catch (error) {
      if (id !== undefined) send({ of: id, error: sendError(error) })
    }
  }

  function receive(frame: Frame): void {
    if ('name' in frame) return void give(frame)
    const whoAsked = waiting.get(frame.of)
    waiting.delete(frame.of)
    if ('error' in frame) whoAsked?.reject(receiveError(frame.error))
    else whoAsked?.resolve(frame.given)
  }

  wire.onMessage((message) => {
    for (const frame of message as readonly Frame[]) receive(frame)
  })
  const ended = new Promise<void>((resolve) =>
    wire.onEnd(() => {
      isOver = true
      for (const who of waiting.values()) who.reject(hasEnded())
      waiting.clear()
      resolve()
    }),
  )

  return {
    ask<Result>(name: string, what?: unknown) {
      if (isOver) return Promise.reject(hasEnded())
      const id = (asked += 1)
      return new Promise<Result>((resolve, reject) => {
        waiting.set(id, { resolve, reject })
        send({ id, name, asked: what })
      })
    },
    tell: (name, told) => send({ name, asked: told }),
    answer: (name, answer) => void answers.set(name, answer),
    ended,
  }
}

function hasEnded(): Error {
  return new Error('The other process has ended.')
}
