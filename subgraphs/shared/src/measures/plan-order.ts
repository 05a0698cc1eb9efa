import type { AreaLevel, Dimension, MeasureOrder, MeasureQuery } from './measure-query.js'
import { refuse } from './require-limits.js'

/** What rows are ordered by, one key after another. */
export type SortKey =
  | {
      readonly of: 'value' | 'growth'
      /** Its place in `measures`. */ readonly measure: number
      readonly descending: boolean
    }
  | { readonly of: 'area'; readonly level: AreaLevel; readonly descending: boolean }
  | { readonly of: 'place' | 'group' | 'kind'; readonly descending: boolean }

/** Whether a question orders its rows by growth. */
export function asksForGrowth({ orderBy }: MeasureQuery): boolean {
  return (orderBy ?? []).some(({ measure, by }) => measure && by === 'GROWTH')
}

/**
 * The order of a question's rows: as asked, then by all that rows are broken down by, so that no two are equal.
 *
 * @throws {HubError} BAD_USER_INPUT when the order names what is not asked for.
 */
export function planOrder(query: MeasureQuery, byPeriod: boolean): readonly SortKey[] {
  const asked = (query.orderBy ?? []).map((order) => keyOf(order, query))
  const rest = (query.groupBy ?? []).map((dimension) => keyOfDimension(dimension, false))
  const known = new Set<string>()
  return [...asked, ...rest].filter((key) => {
    const name = nameOf(key)
    if (known.has(name) || (key.of === 'place' && !byPeriod)) return false
    known.add(name)
    return true
  })
}

function keyOf({ measure, dimension, by, direction }: MeasureOrder, query: MeasureQuery): SortKey {
  const descending = direction === 'DESC'
  if (measure && !dimension) {
    const place = query.measures.indexOf(measure)
    if (place >= 0) return { of: by === 'GROWTH' ? 'growth' : 'value', measure: place, descending }
    throw refuse(
      'orderBy',
      `Expected \`orderBy\` to name one of \`measures\`, but ${measure} is not among them. Add it.`,
    )
  }
  if (dimension && !measure) {
    if (query.groupBy?.includes(dimension)) return keyOfDimension(dimension, descending)
    throw refuse(
      'orderBy',
      `Expected \`orderBy\` to name a dimension of \`groupBy\`, but ${dimension} is not among them. Add it.`,
    )
  }
  throw refuse('orderBy', 'Expected each of `orderBy` to name a measure or a dimension, one of the two.')
}

function keyOfDimension(dimension: Dimension, descending: boolean): SortKey {
  if (dimension === 'PERIOD') return { of: 'place', descending }
  if (dimension === 'LEARNER_GROUP') return { of: 'group', descending }
  return dimension === 'PROGRAMME_KIND' ? { of: 'kind', descending } : { of: 'area', level: dimension, descending }
}

/** What a key is of: a second one of the same changes nothing. */
function nameOf(key: SortKey): string {
  if ('measure' in key) return `${key.of} ${key.measure}`
  return key.of === 'area' ? key.level : key.of
}
