import { type BaseCountName, baseCounts } from '@shequ/schema/measures/base-counts'
import type { BaseCount } from '@shequ/schema/measures/base-count'
import { cellOf } from '@shequ/schema/measures/breakdowns'
import type { MeasuredDataset } from '@shequ/schema/measures/measured-datasets'
import type { MeasureName } from '@shequ/schema/measures/measures'
import type { Owner } from './communities-sql.js'
import type { Figures } from './figures-sql.js'
import { baseCountsOf, baseCountsOfAll, datasetOf } from './measure-counts.js'
import type { Question } from './plan-question.js'
import { ownerLevel } from './tallied.js'
import { type FamilyCells, familyCells } from './family-cells.js'
import { type FamilyTimes, familyTimes } from './family-times.js'
import { wholeOf } from './relate-counts.js'

/** What is read to tighten an answer: all that the same reader may see around its figures of one dataset. */
export interface FamilyPlan {
  /** A question of every cell and period of the family, from which its statement is made. */
  readonly question: Question
  readonly dataset: MeasuredDataset
  /** The counts that the answer is made of, and those that bound them. */
  readonly counts: readonly BaseCountName[]
  readonly times: FamilyTimes
  readonly cells: FamilyCells
  /** By which areas, the largest first: each is made of those of the next. */
  readonly levels: readonly Figures['level'][]
}

/** Of so many cells at the most is all read. Where areas are more, only cells that the question names are, and their margins. */
const mostCells = 30_000

/** About how many areas a family has: a city's boroughs, a borough's streets, and both together. */
const areasAbout = { BOROUGHS: 17, STREETS: 20, ALL: 250 } as const

/** Measures of the counts by which other measures' counts are bounded that are not made of them. */
const companions: readonly MeasureName[] = ['PARTICIPATION_RATE', 'ATTENDANCES']

/**
 * The families of a question's measures that may hide anything, one for each dataset. None where a city is asked of communities
 * of a kind: each of its thousands of returns would be read for each period.
 */
export function planFamilies(question: Question, owners: readonly Owner[]): readonly FamilyPlan[] {
  const { boroughs, streets, communities, communityKinds } = question.filter
  const isWide = ownerLevel(owners) === 'CITY' && communityKinds && !boroughs && !streets && !communities
  if (isWide) return []
  const hiding = question.measures.filter((measure) => baseCountsOf(measure).some(isHideable))
  return [...new Set(hiding.map(datasetOf))].flatMap((dataset) =>
    dataset === null
      ? []
      : [
          planFamily(
            question,
            owners,
            dataset,
            hiding.filter((measure) => datasetOf(measure) === dataset),
          ),
        ],
  )
}

function planFamily(
  question: Question,
  owners: readonly Owner[],
  dataset: MeasuredDataset,
  measures: readonly MeasureName[],
): FamilyPlan {
  const wholes = baseCountsOfAll(measures).flatMap((count) => wholeOf(count) ?? [])
  const lacking = wholes.filter((count) => !baseCountsOfAll(measures).includes(count))
  const added = companions.filter((measure) => baseCountsOf(measure).some((count) => lacking.includes(count)))
  const measured = [...measures, ...added]
  const counts = baseCountsOfAll(measured).filter(isHideable)
  const times = familyTimes(question)
  const taken = [...question.breakdowns, ...(question.wantsTotals ? question.whole : [])]
  const all = familyCells(counts, taken, false)
  const cellsOfArea = times.periods.length * all.breakdowns.length * counts.length
  const levels = levelsOf(question, owners, cellsOfArea)
  const isNarrow = areasOf(question, owners, levels) * cellsOfArea > mostCells
  const cells = isNarrow ? familyCells(counts, taken, true) : all
  return {
    question: {
      ...question,
      measures: measured,
      byPeriod: true,
      periods: times.periods,
      earlier: [],
      growths: [],
      begun: times.periods.length,
      ended: times.periods.length,
      breakdowns: cells.breakdowns.map((place) => {
        const { group, kind } = cellOf(place)
        return { group: null, kind: null, cells: [{ group, kind }] }
      }),
      having: [],
      order: [],
      after: null,
    },
    dataset,
    counts,
    times,
    cells,
    levels,
  }
}

/** The areas that say something of the question's: from all that is asked about down to streets; of communities, themselves. */
function levelsOf(question: Question, owners: readonly Owner[], cellsOfArea: number): readonly Figures['level'][] {
  const { level } = question
  const owner = ownerLevel(owners)
  if (level === 'COMMUNITY') return ['COMMUNITY']
  if (owner === undefined || owner === 'STREET') return level === null ? [null] : [null, level]
  const hasRoom = owner === 'BOROUGH' || withStreets(question) * cellsOfArea <= mostCells
  return [null, 'BOROUGH', ...(level === 'STREET' || hasRoom ? (['STREET'] as const) : [])]
}

/** About how many areas a family has. */
function areasOf(question: Question, owners: readonly Owner[], levels: readonly Figures['level'][]): number {
  if (levels.includes('COMMUNITY')) return question.filter.communities?.length ?? 1
  if (ownerLevel(owners) !== 'CITY') return owners.length * areasAbout.STREETS
  return owners.length * (levels.includes('STREET') ? withStreets(question) : areasAbout.BOROUGHS)
}

/** About how many streets and boroughs a question of a city is over: of those it names, or of all. */
function withStreets({ filter: { boroughs } }: Question): number {
  return Math.min(areasAbout.ALL, boroughs ? boroughs.length * areasAbout.STREETS : Infinity)
}

function isHideable(count: BaseCountName): boolean {
  const { protection }: BaseCount = baseCounts[count]
  return protection.rule !== 'open'
}
