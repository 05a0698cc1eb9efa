import { periodsBetween } from '@shequ/schema/measures/periods'
import type { Tier } from '@shequ/schema/tiers'
import { withoutPadding } from '@shequ/schema/codes/division-code'
import type { RunStatement } from '../database/statement.js'
import type { AskedFields } from '../database/table.js'
import { loaderBy } from '../loaders/loader-by.js'
import { chinaDay } from '@shequ/process/china-day'
import { answerQuestion } from './answer-question.js'
import type { Owner } from './communities-sql.js'
import { requireGroupAreas } from './area-groups.js'
import { requireAreas, unknownArea } from './filter-areas.js'
import type { MeasureQuery } from './measure-query.js'
import { planQuestion, type Question, type Wanted } from './plan-question.js'
import { type MeasureAnswer, readTable } from './read-table.js'
import { requireWidth } from './require-width.js'
import { requireTargetsKnown, targetless } from './target-sql.js'

/** Answers questions of measures. */
export interface MeasuresLoader {
  /**
   * Answers a question asked of a division. Divisions of one level that are asked the same in one call share a statement.
   *
   * @throws {HubError} BAD_USER_INPUT when the question can't be answered as asked: why, and what to ask instead; NOT_FOUND
   * when its filter names an area that is on no register here.
   */
  load(owner: Owner, query: MeasureQuery): Promise<MeasureAnswer>
  /** Answers a question asked of several cities, as one table. */
  loadBeside(cities: readonly Owner[], query: MeasureQuery): Promise<MeasureAnswer>
}

type KeyedOwner = Owner & { readonly key: string }

/** Makes the loader of a call, over a tier's database. */
export function measuresLoader(run: RunStatement, tier: Tier): MeasuresLoader {
  const answers = loaderBy<{ readonly query: MeasureQuery; readonly level: number }, KeyedOwner, MeasureAnswer>(
    async ({ query }, owners) => {
      const question = plan(query, false)
      const rows = await answer(question, owners)
      const rowOf = new Map(rows.map((row) => [row.owner, row]))
      return owners.map(({ code }) => readTable(rowOf.get(code), question, tier))
    },
  )
  const plan = (query: MeasureQuery, areBeside: boolean) =>
    planQuestion(query, wantedOf(run.asked), chinaDay(new Date()), areBeside)
  const answer = async (question: Question, owners: readonly Owner[]) => {
    requireTargetsKnown(question, tier)
    await requireWidth(run, question, owners)
    return answerQuestion(run, question, owners, tier)
  }
  return {
    async load(owner, query) {
      requireInside(query, [owner.code])
      const level = withoutPadding(owner.code).length
      return requireKnown(query, await answers({ query, level }).load({ ...owner, key: owner.code }))
    },
    async loadBeside(cities, query) {
      requireInside(
        query,
        cities.map(({ code }) => code),
      )
      const question = plan(query, true)
      const [row] = await answer(question, cities)
      return requireKnown(query, readTable(row, question, tier))
    },
  }
}

function requireInside(query: MeasureQuery, within: readonly string[]): void {
  requireAreas(query.filter ?? {}, within)
  requireGroupAreas(query.areaGroups ?? [], within)
}

/** Refuses what the statement found out: areas that nobody knows, and targets that there are none of. */
function requireKnown(query: MeasureQuery, answer: MeasureAnswer): MeasureAnswer {
  if (!answer.isKnown) return answer
  const [[stranger], [aimless]] = [answer.strangers, answer.aimless]
  if (stranger !== undefined) throw unknownArea(stranger, Boolean(query.areaGroups))
  if (aimless !== undefined) throw targetless(aimless, periodsBetween(query.from, query.to, query.grain))
  return answer
}

function wantedOf(asked: AskedFields | undefined): Wanted {
  const wants = (...fields: readonly string[]) => asked === undefined || fields.some((field) => asked.has(field))
  const totals = ['totals', 'coverage', 'asOf'].map((field) => `MeasureTable.${field}`)
  return {
    growths: [
      ...(wants('growth') ? (['growth'] as const) : []),
      ...(wants('growthOnYear') ? (['growth_on_year'] as const) : []),
    ],
    totals: wants(...totals, 'actual'),
    cursors: wants('startCursor', 'endCursor'),
  }
}
