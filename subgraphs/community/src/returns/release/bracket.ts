const steps = [1, 2, 5]

/** The first round number above a value: at least k, then 20, 50, 100, 200, 500 and so on. It tells little of the value. */
export function bracketAbove(value: number, smallestCell: number): number {
  if (value < smallestCell) return smallestCell
  for (let power = 10; ; power *= 10) {
    for (const step of steps) if (step * power > value) return step * power
  }
}
