import { type MeasureName, measures } from '@shequ/schema/measures/measures'

/** An axis from 0: where it ends, and how far its ticks are apart. */
export interface Axis {
  readonly max: number
  readonly step: number
}

const roundSteps = [1, 2, 2.5, 5, 10] as const

/** An axis for figures of a measure with four steps at most. Shares that come near all end at all, and steps of counts are whole. */
export function axisOf(measure: MeasureName, most: number): Axis {
  const { unit } = measures[measure]
  if (unit === 'percent' && most > 50 && most <= 100) return { max: 100, step: 25 }
  const isCount = unit === 'number' || unit === 'person-times'
  const reached = most > 0 ? most : 1
  const power = 10 ** Math.floor(Math.log10(reached / 4))
  const steps = roundSteps.map((round) => Number((round * power).toPrecision(3)))
  const step = steps.find((one) => one * 4 >= reached && (!isCount || Number.isInteger(one))) ?? 1
  return { max: Math.ceil(reached / step - 1e-9) * step, step }
}

/** The ticks of an axis, from 0 to its end. */
export function ticksOf({ max, step }: Axis): readonly number[] {
  return Array.from({ length: Math.round(max / step) + 1 }, (_, place) => place * step)
}
