import { widestStep } from './protection-interval.js'

const steps = [1, 2, 5]

/**
 * A round number that no hidden count exceeds, whichever it is: the same for all below k, then 20, 50, 100, 200, 500 and so on. It tells
 * little of the value, and leaves it room to go up as far as it must be able to.
 */
export function bracketAbove(value: number, smallestCell: number): number {
  const least = value + widestStep
  const belowAll = smallestCell - 1 + widestStep
  if (least <= belowAll) return belowAll
  for (let power = 10; ; power *= 10) {
    for (const step of steps) if (step * power >= least && step * power > belowAll) return step * power
  }
}

/**
 * Bounds of a hidden count that is in no sum. Those below k all hide behind the same bounds, ten values of the others behind the same.
 * They leave a count room to go up and down as far as it must be able to.
 */
export function boundsAround(value: number, smallestCell: number): readonly [low: number, high: number] {
  if (value < smallestCell) return [0, smallestCell - 1 + widestStep]
  const least = smallestCell + 10 * Math.floor((value - smallestCell) / 10)
  return [least - widestStep, least + 9 + widestStep]
}
