import type { Dimension, MeasureAspect } from '@shequ/schema/measures/question-values'
import { measuringTerms } from '@shequ/schema/terms/measuring-terms'
import { measureInWords } from './in-words.js'
import type { AreaLevel, MeasureOrder, MeasureQuery } from './measure-query.js'
import type { GrowthColumn } from './plan-growth.js'
import { refuse } from './require-limits.js'

/** What rows are ordered by, one key after another. */
export type SortKey =
  | {
      readonly of: 'value'
      /** Its place in `measures`. */ readonly measure: number
      /** By which of its bounds. */ readonly end: 'low' | 'high'
      readonly descending: boolean
    }
  | { readonly of: 'growth'; readonly measure: number; readonly column: GrowthColumn; readonly descending: boolean }
  | { readonly of: 'area'; readonly level: AreaLevel; readonly descending: boolean }
  | { readonly of: 'place' | 'group' | 'kind' | 'city' | 'areaGroup'; readonly descending: boolean }

/** The column of each part of a measure that is a growth. */
const growthColumns: Readonly<Partial<Record<MeasureAspect, GrowthColumn>>> = {
  GROWTH: 'growth',
  GROWTH_ON_YEAR: 'growth_on_year',
}

/** The growths by which a question orders its rows. */
export function growthsOfOrder({ orderBy }: MeasureQuery): readonly GrowthColumn[] {
  return (orderBy ?? []).flatMap(({ measure, by }) => (measure && by && growthColumns[by]) ?? [])
}

/**
 * The order of a question's rows: as asked, then by all that rows are broken down by, so that no two are equal.
 *
 * @throws {HubError} BAD_USER_INPUT when the order names what is not asked for.
 */
export function planOrder(query: MeasureQuery, byPeriod: boolean): readonly SortKey[] {
  const asked = (query.orderBy ?? []).flatMap((order) => keysOf(order, query))
  const rest = (query.groupBy ?? []).map((dimension) => keyOfDimension(dimension, false))
  const known = new Set<string>()
  return [...asked, ...rest].filter((key) => {
    const name = nameOf(key)
    if (known.has(name) || (key.of === 'place' && !byPeriod)) return false
    known.add(name)
    return true
  })
}

/** What hides stands by its bounds: from the least by the lower one first, from the most by the upper one. */
function keysOf({ measure, dimension, by, direction }: MeasureOrder, query: MeasureQuery): readonly SortKey[] {
  const descending = direction === 'DESC'
  if (measure && !dimension) {
    const place = query.measures.indexOf(measure)
    const column = by ? growthColumns[by] : undefined
    if (place >= 0 && column !== undefined) return [{ of: 'growth', measure: place, column, descending }]
    const ends = descending ? (['high', 'low'] as const) : (['low', 'high'] as const)
    if (place >= 0) return ends.map((end) => ({ of: 'value', measure: place, end, descending }))
    const of = measureInWords(measure)
    throw refuse('orderBy', {
      en: `Expected \`orderBy\` to name one of \`measures\`, but ${of.en} is not among them. Add it.`,
      zh: `排序（\`orderBy\`）只能依据所查的指标（\`measures\`），而${of.zh}不在其中。请加上它。`,
    })
  }
  if (dimension && !measure) {
    if (query.groupBy?.includes(dimension)) return [keyOfDimension(dimension, descending)]
    throw refuse('orderBy', {
      en: `Expected \`orderBy\` to name a dimension of \`groupBy\`, but ${dimension} is not among them. Add it.`,
      zh: `排序（\`orderBy\`）只能依据所选的分组（\`groupBy\`），而${measuringTerms.Dimension[dimension].zh}（${dimension}）不在其中。请加上它。`,
    })
  }
  throw refuse('orderBy', {
    en: 'Expected each of `orderBy` to name a measure or a dimension, but got both or neither. Give one of the two.',
    zh: '排序（`orderBy`）的每一项应给出一个指标或一个分组，而所给为二者都有或都没有。请给出其一。',
  })
}

function keyOfDimension(dimension: Dimension, descending: boolean): SortKey {
  if (dimension === 'PERIOD') return { of: 'place', descending }
  if (dimension === 'CITY') return { of: 'city', descending }
  if (dimension === 'AREA_GROUP') return { of: 'areaGroup', descending }
  if (dimension === 'LEARNER_GROUP') return { of: 'group', descending }
  return dimension === 'PROGRAMME_KIND' ? { of: 'kind', descending } : { of: 'area', level: dimension, descending }
}

/** What a key is of: a second one of the same changes nothing. */
function nameOf(key: SortKey): string {
  if ('measure' in key) return `${key.of === 'value' ? key.end : key.column} ${key.measure}`
  return key.of === 'area' ? key.level : key.of
}
