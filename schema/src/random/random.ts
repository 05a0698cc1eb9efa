/** A stream of pseudo-random numbers. Only integer arithmetic, +, ×, ÷ and √ are used, which give the same bits on every machine. */
export interface Random {
  /** 32 random bits, as an unsigned integer. */
  bits(): number
  /** A number from 0 (included) to 1 (excluded), of 32 random bits. */
  next(): number
  /** An integer from 0 to `limit` - 1. */
  below(limit: number): number
  /** An integer from `low` to `high`, both included. */
  between(low: number, high: number): number
  /** True with probability `share`. */
  chance(share: number): boolean
  /** One of the items, all equally likely. */
  pick<Item>(items: readonly Item[]): Item
  /** An index of `weights`, as likely as its weight among their sum. */
  weighted(weights: readonly number[]): number
  /** A draw near the normal distribution of mean 0 and deviation 1: the sum of twelve uniform ones less six. */
  normal(): number
}

/**
 * A stream of its own for each `key`, so that what is drawn for one community depends on no other, on no order and on no
 * number of workers. xoshiro128** (Blackman and Vigna), its state filled by splitmix32 from a hash of seed and key.
 */
export function randomFor(seed: number, key: string): Random {
  let state = hash(seed, key)
  const split = () => {
    state = (state + 0x9e3779b9) | 0
    let z = state ^ (state >>> 16)
    z = Math.imul(z, 0x21f0aaad)
    z ^= z >>> 15
    z = Math.imul(z, 0x735a2d97)
    return z ^ (z >>> 15)
  }
  let [a, b, c, d] = [split(), split(), split(), split()]
  const bits = () => {
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9)
    const t = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= t
    d = rotate(d, 11)
    return result >>> 0
  }
  return drawFrom(bits)
}

function drawFrom(bits: () => number): Random {
  const next = () => bits() / 0x1_0000_0000
  const below = (limit: number) => Math.floor(next() * limit)
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  return {
    bits,
    next,
    below,
    between,
    chance: (share) => next() < share,
    pick(items) {
      if (items.length === 0) throw new RangeError('expected at least one item to pick from, got none')
      return items[between(0, items.length - 1)] as (typeof items)[number]
    },
    weighted(weights) {
      let rest = next() * weights.reduce((sum, weight) => sum + weight, 0)
      const index = weights.findIndex((weight) => (rest -= weight) < 0)
      return index < 0 ? weights.length - 1 : index
    },
    normal() {
      let sum = -6
      for (let draw = 0; draw < 12; draw++) sum += next()
      return sum
    },
  }
}

function rotate(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits))
}

/** A whole number that a text alone decides. */
export function seedOf(text: string): number {
  return hash(0, text) >>> 0
}

/** FNV-1a over the key's code units, begun from the seed. */
function hash(seed: number, key: string): number {
  let value = 0x811c9dc5 ^ seed
  for (let at = 0; at < key.length; at++) value = Math.imul(value ^ key.charCodeAt(at), 0x01000193)
  return value
}
