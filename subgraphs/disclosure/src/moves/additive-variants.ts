import { margins } from '../model/cell-masks.js'
import type { Shapes } from './additive-shapes.js'
import type { Way } from './additive-ways.js'
import type { MoveId, MoveSpace, Variant } from './move-space.js'
import { eitherWay } from './variants.js'

const total = 1

/**
 * How moves of counts that add up make up for each other: one that is made in a period, by the opposite in another and a shift
 * from the one to the other, since wholes follow of themselves; one from a row to another by way of a third.
 */
export function additiveVariants(ways: readonly Way[], { shapes, splits }: Shapes): MoveSpace['variants'] {
  const numbers = new Map(ways.map(({ into, from }, way) => [keyOf(into, from), way]))
  const leaves = ways.flatMap(({ into, from }) => (from === undefined ? [into] : []))
  /** The move of a shape into one period and out of another. */
  const moveOf = (into: number, from: number | undefined, shape: number): MoveId | undefined => {
    const way = numbers.get(keyOf(into, from))
    if (way !== undefined) return way * shapes.length + shape
    const turned = from === undefined ? undefined : numbers.get(keyOf(from, into))
    return turned === undefined ? undefined : turned * shapes.length + (shape ^ 1)
  }
  const overTime = (id: MoveId): Variant[] => {
    const { into = 0, from } = ways[Math.floor(id / shapes.length)] ?? {}
    const shape = id % shapes.length
    return leaves.flatMap((leaf) => {
      const one = leaf === into || leaf === from ? undefined : moveOf(into, leaf, shape)
      const other = moveOf(leaf, from, shape)
      return one === undefined || other === undefined ? [] : eitherWay(one, other)
    })
  }
  const overCells = (id: MoveId): Variant[] => {
    const first = id - (id % shapes.length)
    return (splits[id % shapes.length] ?? []).flatMap(([one, other]) => [
      ...eitherWay(first + one, first + other),
      ...[[one, other] as const, [other, one] as const].flatMap(([made, left]) =>
        innerSplits(made, left).map((parts) => ({ id: first + made, left: parts.map((part) => first + part) })),
      ),
    ])
  }
  /**
   * Somebody comes, and somebody else comes for it: what that leaves over, as what no margin tells and what margins tell, the latter as
   * one move or as somebody who comes and somebody who goes.
   */
  const innerSplits = (made: number, left: number): (readonly number[])[] => {
    if (!touches(made, total)) return []
    return (splits[left] ?? []).flatMap((parts) => {
      const inner = parts.find((part) => !touches(part, margins))
      const outer = parts.find((part) => part !== inner)
      if (inner === undefined || outer === undefined) return []
      const comeAndGo = (splits[outer] ?? []).filter((pair) => pair.every((part) => touches(part, total)))
      return [[outer, inner], ...comeAndGo.map((pair) => [...pair, inner])]
    })
  }
  const touches = (shape: number, cells: number) => {
    const { up, down } = shapes[shape] ?? { up: 0, down: 0 }
    return ((up | down) & cells) !== 0
  }
  const known = new Map<MoveId, readonly Variant[]>()
  return (id) => {
    const variants = known.get(id) ?? [{ id, left: [] }, ...overTime(id), ...overCells(id)]
    known.set(id, variants)
    return variants
  }
}

function keyOf(into: number, from: number | undefined): string {
  return `${into}/${from ?? ''}`
}
