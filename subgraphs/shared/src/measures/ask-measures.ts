import type { Tier } from '@shequ/schema/tiers'
import type { Viewer } from '@shequ/schema/viewer'
import type { Owner } from './communities-sql.js'
import type { MeasureQuery } from './measure-query.js'
import type { MeasuresLoader } from './measures-loader.js'
import type { MeasureTable } from './measure-table.js'
import { readerLevel } from './reader-level.js'
import { refuse } from './require-limits.js'

/** Whom a question of measures is asked of, in which tier, and how that tier says that it knows no such division. */
export interface Asked extends Omit<Owner, 'reader'> {
  readonly tier: Tier
  /** Rejects for a division that the tier does not know; never called for one that is on its register. */
  readonly requireKnown: () => Promise<void>
}

/**
 * Answers a question of measures from the returns in a tier's database, as far as the viewer may read them there.
 *
 * @throws {HubError} BAD_USER_INPUT when it can't be answered as asked.
 */
export async function askMeasures(
  { tier, requireKnown, ...division }: Asked,
  query: MeasureQuery,
  { loaders, viewer }: { readonly loaders: { readonly measures: MeasuresLoader }; readonly viewer: Viewer },
): Promise<MeasureTable> {
  requireCity(query)
  const owner = { ...division, reader: readerLevel(viewer, tier, division.code) }
  const { table, isKnown } = await loaders.measures.load(owner, query)
  if (!isKnown) await requireKnown()
  return table
}

/** @throws {HubError} BAD_USER_INPUT for rows by city where no cities are asked side by side. */
function requireCity({ groupBy }: MeasureQuery): void {
  if (!groupBy?.includes('CITY')) return
  throw refuse('groupBy', {
    en: 'Expected `beside` for rows by CITY: cities to set beside the one of `within`. Give it, or leave CITY out.',
    zh: '按市（CITY）分列须有对比城市（`beside`），即与 `within` 所指的市并列的其他市。请给出，或去掉 CITY。',
  })
}
