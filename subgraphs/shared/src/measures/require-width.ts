import type { HubError } from '@shequ/schema/errors/hub-error'
import type { Language, Term } from '@shequ/schema/terms/term'
import type { RunStatement } from '../database/statement.js'
import { areaLevels, columnOfLevel, listOfLevel, namesOfLevel } from './areas-by-level.js'
import { levelColumn, type Owner, passesSql } from './communities-sql.js'
import type { AreaLevel } from './measure-query.js'
import { Parameters } from './parameters.js'
import type { Question } from './plan-question.js'
import { refuse } from './require-limits.js'
import { ownerLevel } from './tallied.js'

/** The most rows that a question may make the database count before it orders and pages them. */
const mostRows = 100_000

/** How many areas of each level a division of each level holds at most, roughly: fewer need not be counted. */
const most = {
  CITY: { BOROUGH: 20, STREET: 500, COMMUNITY: 10_000 },
  BOROUGH: { BOROUGH: 1, STREET: 50, COMMUNITY: 2_000 },
  STREET: { BOROUGH: 1, STREET: 1, COMMUNITY: 100 },
  COMMUNITY: { BOROUGH: 1, STREET: 1, COMMUNITY: 1 },
} as const

type Level = keyof typeof most

/**
 * Holds a question to a number of rows that is counted in good time, whatever part of them a page shows. Rows are counted as they
 * can exist: of the areas that are on the register, where a rough number would be too many.
 *
 * @throws {HubError} BAD_USER_INPUT with how many it would be, and by what it can be narrowed.
 */
export async function requireWidth(run: RunStatement, question: Question, owners: readonly Owner[]): Promise<void> {
  const { level, periods, byPeriod, breakdowns, groups } = question
  const each = (byPeriod ? periods.length : 1) * breakdowns.length
  if (groups !== null) {
    const areas = groups.reduce((sum, { codes }) => sum + codes.length, 0)
    if (areas * each > mostRows) throw tooWide(areas, { en: 'areas of groups', zh: '自定区域内的地区' }, question)
    return
  }
  if (level === null || roughAreas(level, question, owners) * each <= mostRows) return
  const areas = await countAreas(run, level, question, owners)
  if (areas * each <= mostRows) return
  throw tooWide(areas, { en: listOfLevel[level], zh: namesOfLevel[level] }, question)
}

function tooWide(areas: number, words: Term, { byPeriod, periods, breakdowns }: Question): HubError {
  const factors = [
    { en: `${areas} ${words.en}`, zh: `${areas}个${words.zh}` },
    ...(byPeriod ? [{ en: `${periods.length} periods`, zh: `${periods.length}个报告期` }] : []),
    ...(breakdowns.length > 1
      ? [{ en: `${breakdowns.length} groups and kinds`, zh: `${breakdowns.length}个人群与类型` }]
      : []),
  ]
  const product = (language: Language) => factors.map((factor) => factor[language]).join(' × ')
  const count = (language: Language, number: number) => number.toLocaleString(language)
  const rows = areas * (byPeriod ? periods.length : 1) * breakdowns.length
  return refuse('groupBy', {
    en:
      `Expected at most ${count('en', mostRows)} rows, but this question has ${count('en', rows)} (${product('en')}). ` +
      'Ask within one borough or street, for fewer periods, or by fewer groupings.',
    zh: `结果最多${count('zh', mostRows)}行，本次为${count('zh', rows)}行（${product('zh')}）。请缩小到一个区或街道（乡镇），或减少报告期、分组项。`,
  })
}

function roughAreas(level: AreaLevel, { filter, areBeside }: Question, owners: readonly Owner[]): number {
  const wholes: readonly (readonly [Level, number])[] = [
    [ownerLevel(owners) ?? 'COMMUNITY', areBeside ? owners.length : 1],
    ...areaLevels.flatMap((each) => {
      const codes = filter[listOfLevel[each]]
      return codes ? [[each, codes.length] as const] : []
    }),
  ]
  return Math.min(...wholes.map(([of, number]) => most[of][level] * number))
}

/** The areas of a level that are on the register, of the owner that has the most; of cities side by side, of all. */
async function countAreas(
  run: RunStatement,
  level: AreaLevel,
  question: Question,
  owners: readonly Owner[],
): Promise<number> {
  const parameters = new Parameters()
  const of = `area.${levelColumn(owners)}`
  const codes = parameters.add(
    owners.map(({ code }) => code),
    'text[]',
  )
  const text = `select coalesce(${question.areBeside ? 'sum' : 'max'}(areas), 0)::int as areas from (
  select count(distinct ${columnOfLevel[level]}) as areas from area where ${of} = any(${codes}) and ${passesSql(question, parameters)} group by ${of}
) counted`
  const [row] = await run<{ areas: number }>({ text, values: parameters.values })
  return row?.areas ?? 0
}
