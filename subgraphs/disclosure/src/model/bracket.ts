const steps = [1, 2, 5]

/** The first round number above a value: at least k, then 20, 50, 100, 200, 500 and so on. It tells little of the value. */
export function bracketAbove(value: number, smallestCell: number): number {
  if (value < smallestCell) return smallestCell
  for (let power = 10; ; power *= 10) {
    for (const step of steps) if (step * power > value) return step * power
  }
}

/**
 * Bounds of a hidden count that is in no sum: ten values hide behind the same bounds, those below k all behind 0 to 11. The count
 * lies strictly between them, so that a shift of one up or down stays within.
 */
export function boundsAround(value: number): readonly [low: number, high: number] {
  const low = 10 * Math.floor((value - 1) / 10)
  return [low, low + 11]
}
