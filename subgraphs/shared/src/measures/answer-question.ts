import type { Tier } from '@shequ/schema/tiers'
import type { RunStatement } from '../database/statement.js'
import type { Owner } from './communities-sql.js'
import { measureStatement } from './measure-statement.js'
import type { Question } from './plan-question.js'
import type { OwnerRow } from './owner-row.js'
import { type FamilyRow, familyStatement } from './family-statement.js'
import { narrowedTo } from './narrowed-to.js'
import { planFamilies } from './plan-family.js'
import { type QuestionPart, partsOfQuestion } from './question-parts.js'
import { readFamily } from './read-family.js'
import { eachOnce, tightenedFigures } from './tightened-figures.js'

/**
 * Answers a question by one statement where it hides nothing. Where it does, one more for each dataset reads what else the
 * same reader may see of the same areas, and if that tells more, the question is answered again with it.
 */
export async function answerQuestion(
  run: RunStatement,
  question: Question,
  owners: readonly Owner[],
  tier: Tier,
): Promise<readonly OwnerRow[]> {
  const first = await run<OwnerRow>(measureStatement(question, owners, tier))
  if (!first.some(({ open }) => open)) return first
  const figures = await Promise.all(
    partsOfQuestion(question).flatMap((part) => {
      const around = question.groups === null ? narrowedTo(question, first) : aroundGroups(part, question)
      const plans = around === undefined ? [] : planFamilies(around, owners)
      return plans.map(async (plan) =>
        tightenedFigures(part, plan, readFamily(plan, await run<FamilyRow>(familyStatement(plan, owners, tier)))),
      )
    }),
  )
  const better = eachOnce(figures.flat())
  return better.length === 0 ? first : run<OwnerRow>(measureStatement(question, owners, tier, better))
}

/** What is read around the areas of groups: of boroughs and streets, all that lie beside them; of communities, themselves. */
function aroundGroups({ question: of }: QuestionPart, { filter }: Question): Question {
  return of.level === 'COMMUNITY' || filter.communityKinds ? of : { ...of, filter }
}
