/** Draws from a sequence that its seed alone decides. */
export interface Random {
  /** A whole number from 0 to `limit` - 1. */
  below(limit: number): number
  /** True with a probability between 0 and 1. */
  chance(probability: number): boolean
  /** One of a list that is not empty. */
  pick<Item>(list: readonly Item[]): Item
}

/** Makes a sequence of draws (mulberry32). The same seed gives the same draws. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number) => Math.floor(next() * limit)
  return {
    below,
    chance: (probability) => next() < probability,
    pick: (list) => {
      if (list.length === 0) throw new Error('Expected a list to pick from, but it is empty.')
      return list[below(list.length)] as (typeof list)[number]
    },
  }
}

/** A whole number that a text alone decides (FNV-1a), to seed a sequence with. */
export function seedOf(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return hash >>> 0
}
