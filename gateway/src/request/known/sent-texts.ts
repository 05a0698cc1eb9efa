import { sizedCache } from '@shequ/process/sized-cache'

/** The texts of operations that clients sent with their hashes, by these: those that were used last. */
export interface SentTexts {
  get(hash: string): Promise<string | undefined>
  keep(hash: string, text: string): Promise<void>
  /** About how many bytes of memory they take. */
  readonly bytes: () => number
}

/** The bytes of memory for them. */
const mostBytes = 8 * 1024 ** 2

/** @param shared where they are kept beside this process, for others */
export function keepSentTexts(shared?: Pick<SentTexts, 'get' | 'keep'>): SentTexts {
  const sent = sizedCache<{ readonly text: string }>(mostBytes, ({ text }) => 2 * text.length)
  return {
    async get(hash) {
      const text = sent.get(hash)?.text ?? (await shared?.get(hash))
      if (text !== undefined) sent.set(hash, { text })
      return text
    },
    async keep(hash, text) {
      if (sent.get(hash) !== undefined) return
      sent.set(hash, { text })
      await shared?.keep(hash, text)
    },
    bytes: () => sent.calculatedSize,
  }
}
