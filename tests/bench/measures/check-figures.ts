import { AnswersDiffer } from '../check/check-answers.js'
import { findDifference } from '../check/find-difference.js'
import type { MeasuredFigure, MeasureQuestion } from './measure-questions.js'

/** How far two sums of fractions may be apart: their last digits depend on the order in which they are taken. */
const digits = 9

/**
 * Holds the answers to a question against each other: all of the hub's and of the statement on the cells, and against the
 * records those figures that are known exactly. Where communities' own cells are hidden, which 50 grew most is not known.
 *
 * @throws {AnswersDiffer} naming the first place where two of them differ.
 */
export function checkFigures(
  { name, compares }: MeasureQuestion,
  hub: readonly MeasuredFigure[],
  cells: readonly MeasuredFigure[],
  records: readonly MeasuredFigure[],
): { readonly rows: number; readonly exact: number } {
  const shown = (figures: readonly MeasuredFigure[]) =>
    figures.map(({ key, numerator, growth }) => [key, compares === 'growth' ? rounded(growth ?? null) : numerator])
  const difference = findDifference(shown(hub), shown(cells), name)
  if (difference !== undefined) throw new AnswersDiffer('the hub', 'SQL on the cells', difference)
  const counted = new Map(records.map(({ key, numerator }) => [key, numerator]))
  const exact = compares === 'growth' ? [] : hub.filter(({ numerator }) => numerator !== null)
  for (const { key, numerator } of exact) {
    const inRecords = findDifference(numerator, counted.get(key) ?? 0, `${name}, ${key}`)
    if (inRecords !== undefined) throw new AnswersDiffer('the hub', 'the records', inRecords)
  }
  return { rows: hub.length, exact: exact.length }
}

function rounded(value: number | null): number | null {
  return value === null ? null : Number(value.toFixed(digits))
}
