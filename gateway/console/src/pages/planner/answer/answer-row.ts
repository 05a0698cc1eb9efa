import type { Dimension } from '@shequ/schema/measures/question-values'
import type { FigureCell } from '../../../figures/figure-cell'
import type { PlannerAnswerQuery } from '../../../generated/pages/planner/planner-answer'

type Table = NonNullable<PlannerAnswerQuery['measures']>

/** A row as the graph answers it. */
export type AnswerRow = Table['rows'][number]

/** A figure of a row, with the counts behind it. */
export type AnswerCell = AnswerRow['cells'][number] & FigureCell

/** What a row is of, in each dimension that it has: names of areas, values of enums, a period. */
export function partsOf(row: AnswerRow): Readonly<Partial<Record<Dimension, string>>> {
  const { city, areaGroup, borough, street, community, areaCode, period, learnerGroup, programmeKind } = row
  // Names come from the borough's tier. Where it does not answer, an area is named by its code.
  const code = areaCode ?? ''
  return Object.fromEntries(
    Object.entries({
      CITY: city?.name,
      AREA_GROUP: areaGroup,
      BOROUGH: borough?.name ?? (code.endsWith('000000') ? code : null),
      STREET: street?.name ?? (code.endsWith('000') && !code.endsWith('000000') ? code : null),
      COMMUNITY: community?.name ?? (code !== '' && !code.endsWith('000') ? code : null),
      PERIOD: period,
      LEARNER_GROUP: learnerGroup,
      PROGRAMME_KIND: programmeKind,
    }).filter(([, value]) => value !== null && value !== undefined),
  ) as Partial<Record<Dimension, string>>
}

/** What tells a row from the others, apart from some dimensions. */
export function keyOf(row: AnswerRow, apartFrom: readonly Dimension[] = []): string {
  const { city, areaGroup, areaCode, period, learnerGroup, programmeKind } = row
  const parts = {
    AREA: areaGroup ?? areaCode ?? city?.name,
    PERIOD: period,
    LEARNER_GROUP: learnerGroup,
    PROGRAMME_KIND: programmeKind,
  }
  return Object.entries(parts)
    .filter(([name]) => !apartFrom.some((dimension) => dimension === name))
    .map(([, value]) => value ?? '')
    .join(' ')
}

/** Rows that are alike but for their period, each with its row of a period. */
export interface AcrossRow {
  readonly first: AnswerRow
  readonly byPeriod: ReadonlyMap<string, AnswerRow>
}

/** Puts the periods of rows side by side, in the order in which rows first come. */
export function acrossPeriods(rows: readonly AnswerRow[]): readonly AcrossRow[] {
  const groups = new Map<string, Map<string, AnswerRow>>()
  for (const row of rows) {
    const key = keyOf(row, ['PERIOD'])
    const group = groups.get(key) ?? new Map<string, AnswerRow>()
    group.set(row.period ?? '', row)
    groups.set(key, group)
  }
  return [...groups.values()].flatMap((byPeriod) => {
    const [first] = byPeriod.values()
    return first === undefined ? [] : [{ first, byPeriod }]
  })
}

/** The periods of rows, the earliest first. */
export function periodsIn(rows: readonly AnswerRow[]): readonly string[] {
  return [...new Set(rows.flatMap(({ period }) => period ?? []))].sort()
}
