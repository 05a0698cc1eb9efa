import type { BaseCountName } from '@shequ/schema/measures/base-counts'
import type { Bounds } from './bounds.js'
import { cellRule, type FamilyCells } from './family-cells.js'
import { type FamilyTimes, timeRule } from './family-times.js'
import { relateCounts } from './relate-counts.js'
import { type Reach, relateParts } from './relate-parts.js'

/** An area of a family, and of whose returns its figures are in each period. */
export interface FamilyUnit {
  /** Those that it is made of, as places in the list. */
  readonly parts: readonly number[]
  /** By the place of a time: whether any community is in the figure, whether all are that are expected, and which are. */
  readonly isReported: readonly boolean[]
  readonly isWhole: readonly boolean[]
  /** The sum of their marks; undefined where they are not the same all the time. */
  readonly members: readonly (bigint | undefined)[]
}

/** Cells of areas, times, groups and kinds, of which the same reader may see all, with what is told of each count. */
export interface Family {
  readonly units: readonly FamilyUnit[]
  readonly times: FamilyTimes
  readonly cells: FamilyCells
  /** By unit, then by time, then by cell. */
  readonly boundsOf: ReadonlyMap<BaseCountName, Bounds>
}

/** After so many passes what is told is taken as it is: it holds after each, and what one more adds is little. */
export const mostPasses = 40

const all: Reach = { wholeHasParts: true, partsHaveWhole: true }

/** Gives what rows take together the bounds of what they take: first cells of each period, then periods. */
export function takeTogether(family: Family): void {
  for (const [count, bounds] of family.boundsOf) {
    relateCells(family, count, bounds, ({ isDefinition }) => isDefinition)
    relateSpans(family, count, bounds)
  }
}

/** Tightens the bounds of all cells by one another, until none becomes tighter. */
export function tightenFamily(family: Family): void {
  for (let pass = 0; pass < mostPasses; pass++) {
    let isTighter = false
    for (const [count, bounds] of family.boundsOf) {
      const changes = [
        relateCells(family, count, bounds, () => true),
        relateSpans(family, count, bounds),
        relateTimes(family, count, bounds),
        relateAreas(family, bounds),
        relateCounts(count, family.boundsOf),
      ]
      if (changes.includes(true)) isTighter = true
    }
    if (!isTighter) return
  }
}

function relateCells(
  { units, times, cells }: Family,
  count: BaseCountName,
  bounds: Bounds,
  applies: (relation: FamilyCells['relations'][number]) => boolean,
): boolean {
  let isTighter = false
  for (const relation of cells.relations.filter(applies)) {
    const rule = cellRule(count, relation.over)
    for (const [unit, { isReported }] of units.entries()) {
      for (let time = 0; time < times.length; time++) {
        if (isReported[time] !== true) continue
        const line = { base: (unit * times.length + time) * cells.length, stride: 1 }
        if (relateParts(bounds, relation, rule, line, all)) isTighter = true
      }
    }
  }
  return isTighter
}

/** Each span is what was reported of the periods that it takes together. */
function relateSpans({ units, times, cells }: Family, count: BaseCountName, bounds: Bounds): boolean {
  const rule = timeRule(count)
  if (rule === undefined) return false
  let isTighter = false
  for (const [unit, { isReported }] of units.entries()) {
    for (const { whole, parts } of times.spans) {
      const reported = { whole, parts: parts.filter((part) => isReported[part]) }
      for (let cell = 0; cell < cells.length && reported.parts.length > 0; cell++) {
        const line = { base: unit * times.length * cells.length + cell, stride: cells.length }
        if (relateParts(bounds, reported, rule, line, all)) isTighter = true
      }
    }
  }
  return isTighter
}

function relateTimes({ units, times, cells }: Family, count: BaseCountName, bounds: Bounds): boolean {
  const rule = timeRule(count)
  if (rule === undefined) return false
  let isTighter = false
  for (const [unit, { isReported, isWhole, members }] of units.entries()) {
    for (const { whole, parts } of times.relations) {
      const isSame = parts.every((part) => members[part] !== undefined && members[part] === members[whole])
      const relation = { whole, parts }
      const reach = reachOf(
        isSame,
        isWhole[whole],
        parts.every((part) => isWhole[part]),
      )
      if (isReported[relation.whole] !== true || !isOpen(reach)) continue
      for (let cell = 0; cell < cells.length; cell++) {
        const line = { base: unit * times.length * cells.length + cell, stride: cells.length }
        if (relateParts(bounds, relation, rule, line, reach)) isTighter = true
      }
    }
  }
  return isTighter
}

function relateAreas({ units, times, cells }: Family, bounds: Bounds): boolean {
  let isTighter = false
  for (const [whole, unit] of units.entries()) {
    if (unit.parts.length === 0) continue
    for (let time = 0; time < times.length; time++) {
      const parts = unit.parts.filter((part) => units[part]?.isReported[time])
      const members = parts.reduce((sum, part) => sum + (units[part]?.members[time] ?? 0n), 0n)
      // A sum of the whole may stand for communities that no part lets the reader see.
      const reach = reachOf(members === unit.members[time], unit.isWhole[time], false)
      if (unit.isReported[time] !== true || !isOpen(reach)) continue
      const relation = { whole, parts }
      for (let cell = 0; cell < cells.length; cell++) {
        const line = { base: time * cells.length + cell, stride: times.length * cells.length }
        if (relateParts(bounds, relation, 'sum', line, reach)) isTighter = true
      }
    }
  }
  return isTighter
}

/** Figures of the same communities bound each other, and one of all that are expected those of any of them. */
function reachOf(isSame: boolean, isWhole: boolean | undefined, arePartsWhole: boolean): Reach {
  return { wholeHasParts: isSame || isWhole === true, partsHaveWhole: isSame || arePartsWhole }
}

function isOpen({ wholeHasParts, partsHaveWhole }: Reach): boolean {
  return wholeHasParts || partsHaveWhole
}
