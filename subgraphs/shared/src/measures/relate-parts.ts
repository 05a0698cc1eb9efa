import { type Bounds, lower, raise } from './bounds.js'

/** A whole and its parts, as places along one dimension of a family of cells. */
export interface Relation {
  readonly whole: number
  readonly parts: readonly number[]
}

/** How a whole follows from its parts: it is their sum; or who is in any part is in it once, so that it is at least the largest. */
export type Rule = 'sum' | 'union'

/** Where the cells of a dimension lie: the first of them, and how far each is from the next. */
export interface Line {
  readonly base: number
  readonly stride: number
}

/** Over whose returns the cells are: whether the whole's include those of the parts, and those of the parts the whole's. */
export interface Reach {
  readonly wholeHasParts: boolean
  readonly partsHaveWhole: boolean
}

/** Tightens the bounds of a whole and of its parts by each other. Tells whether any became tighter. */
export function relateParts(bounds: Bounds, relation: Relation, rule: Rule, line: Line, reach: Reach): boolean {
  const whole = line.base + relation.whole * line.stride
  const { least, most, unbounded } = together(bounds, relation, rule, line)
  let isTighter = reach.wholeHasParts && raise(bounds, whole, least)
  if (reach.partsHaveWhole && unbounded === 0 && lower(bounds, whole, most)) isTighter = true
  const [wholeLow, wholeHigh] = [bounds.low[whole] ?? 0, bounds.high[whole] ?? 0]
  for (const place of relation.parts) {
    const part = line.base + place * line.stride
    const [low, high] = [bounds.low[part] ?? 0, bounds.high[part] ?? 0]
    if (low === high) continue
    if (reach.wholeHasParts && lower(bounds, part, wholeHigh - (rule === 'sum' ? least - low : 0))) isTighter = true
    const isBounded = Number.isFinite(high)
    if (!reach.partsHaveWhole || unbounded > (isBounded ? 0 : 1)) continue
    if (raise(bounds, part, wholeLow - (isBounded ? most - high : most))) isTighter = true
  }
  return isTighter
}

/** The least that the parts come to; the most of those that are bounded; and how many are not. */
function together({ low, high }: Bounds, { parts }: Relation, rule: Rule, { base, stride }: Line) {
  let [least, most, unbounded] = [0, 0, 0]
  for (const place of parts) {
    const part = base + place * stride
    const [itsLeast, itsMost] = [low[part] ?? 0, high[part] ?? 0]
    least = rule === 'sum' ? least + itsLeast : Math.max(least, itsLeast)
    if (Number.isFinite(itsMost)) most += itsMost
    else unbounded++
  }
  return { least, most, unbounded }
}
