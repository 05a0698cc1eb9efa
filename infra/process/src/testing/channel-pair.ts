import { type Channel, type Frame, openChannel } from '../workers/channel.js'

/** Two processes that ask each other, both in this one. */
export interface ChannelPair {
  /** What the primary process has of the worker. */
  readonly toWorker: Channel
  /** What the worker has of the primary process. */
  readonly toPrimary: Channel
  /** Each message that went, from either side. */
  readonly messages: readonly (readonly Frame[])[]
  /** Ends the worker. */
  readonly end: () => void
}

/** Connects two channels as processes are connected: what goes is written as JSON, and comes later. */
export function channelPair(): ChannelPair {
  const messages: (readonly Frame[])[] = []
  const receivers: Partial<Record<'worker' | 'primary', (message: unknown) => void>> = {}
  const ends: (() => void)[] = []
  const open = (self: 'worker' | 'primary', other: 'worker' | 'primary') =>
    openChannel({
      send(frames) {
        messages.push(frames)
        const written = JSON.stringify(frames)
        setImmediate(() => receivers[other]?.(JSON.parse(written)))
      },
      onMessage: (receive) => void (receivers[self] = receive),
      onEnd: (end) => void ends.push(end),
    })
  return {
    toWorker: open('primary', 'worker'),
    toPrimary: open('worker', 'primary'),
    messages,
    end() {
      for (const end of ends) end()
    },
  }
}
