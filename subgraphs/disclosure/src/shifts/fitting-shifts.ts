import type { Times } from '../model/protection-interval.js'
import type { CellShift } from './additive-cell-shifts.js'
import type { PeriodShift } from './additive-period-shifts.js'
import type { Limits, PossibleShifts, ShiftId } from './shift-space.js'

const bitsOfWord = 32
/** Every other bit: shifts stand beside their opposites. */
const everyOther = 0x55_55_55_55

/** Cell shifts that fit, as bits: the n-th of the first word is the n-th cell shift. */
type Fitting = Readonly<Record<Times, Int32Array>>

/**
 * The shifts of counts that add up that fit limits: each fits that fits in every period that it changes. All cell shifts of a period are
 * looked at together, since a year has twenty thousand shifts.
 */
export function fittingShifts(
  periodShifts: readonly PeriodShift[],
  cellShifts: readonly CellShift[],
  limits: Limits,
): PossibleShifts {
  const known = new Map<number, Fitting>()
  const fittingIn = (periodIndex: number) => {
    const fitting = known.get(periodIndex) ?? fittingCells(cellShifts, limits, periodIndex)
    known.set(periodIndex, fitting)
    return fitting
  }
  const ids: ShiftId[] = []
  const times: Times[] = []
  const words = Math.ceil(cellShifts.length / bitsOfWord)
  for (const [number, { same, reversed }] of periodShifts.entries()) {
    if ([...same, ...reversed].some((periodIndex) => limits.hidden[periodIndex] === 0)) continue
    const parts = same.map(fittingIn)
    const opposed = reversed.map(fittingIn)
    const fitting = (each: Times, word: number) =>
      opposed.reduce(
        (bits, { [each]: masks }) => bits & swapped(masks[word] ?? 0),
        parts.reduce((bits, { [each]: masks }) => bits & (masks[word] ?? 0), -1),
      )
    for (let word = 0; word < words; word++) {
      const once = fitting(1, word)
      if (once === 0) continue
      const [twice, thrice] = [fitting(2, word), fitting(3, word)]
      for (let left = once; left !== 0; left &= left - 1) {
        const bit = left & -left
        ids.push(number * cellShifts.length + word * bitsOfWord + 31 - Math.clz32(bit))
        times.push(thrice & bit ? 3 : twice & bit ? 2 : 1)
      }
    }
  }
  return { ids, times }
}

function fittingCells(cellShifts: readonly CellShift[], { up, down }: Limits, periodIndex: number): Fitting {
  const words = () => new Int32Array(Math.ceil(cellShifts.length / bitsOfWord))
  const fitting = { 1: words(), 2: words(), 3: words() }
  for (const [number, shift] of cellShifts.entries()) {
    for (const times of [1, 2, 3] as const) {
      const outside = (shift.up & ~(up[times][periodIndex] ?? 0)) | (shift.down & ~(down[times][periodIndex] ?? 0))
      if (outside !== 0) break
      const word = Math.floor(number / bitsOfWord)
      fitting[times][word] = (fitting[times][word] ?? 0) | (1 << (number % bitsOfWord))
    }
  }
  return fitting
}

/** The opposites of cell shifts. */
function swapped(bits: number): number {
  return ((bits & everyOther) << 1) | ((bits >>> 1) & everyOther)
}
