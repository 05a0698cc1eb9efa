import {
  type PlannerAnswerQuery,
  type PlannerAnswerQueryVariables,
  plannerAnswer,
} from '../../../generated/pages/planner/planner-answer'
import { useAnswer } from '../../../graph/use-answer'
import { type AskedPages, useAnswerPages } from '../../../graph/use-answer-pages'
import { type PlannerQuestion, measureQueryOf } from '../question/planner-question'
import { type AnswerRow, keyOf } from './answer-row'

/** A caller without a token may ask for 10,000 points at once: a row takes about 30, and each of its cells about 23. */
const [points, pointsOfRow, pointsOfCell] = [8_000, 32, 26] as const

/** What is asked of the graph for a page of a question's rows. */
export function variablesOf(question: PlannerQuestion, after: string | undefined): PlannerAnswerQueryVariables {
  const { within, beside, measures, rows } = question
  const page = Math.min(200, Math.floor(points / (pointsOfRow + pointsOfCell * measures.length)))
  return {
    within,
    ...(beside.length > 0 ? { beside } : {}),
    question: {
      ...measureQueryOf(question),
      first: Math.min(page, rows ?? page),
      ...(after === undefined ? {} : { after }),
    },
  }
}

/** Asks a question of the builder, page by page. */
export function useQuestion(question: PlannerQuestion): AskedPages<PlannerAnswerQuery, PlannerQuestion> {
  return useAnswerPages({
    operation: plannerAnswer,
    about: question,
    variablesAfter: (cursor) => variablesOf(question, cursor),
    endOf: ({ measures }) => measures?.pageInfo,
  })
}

/** Asks, where shares are shown, what groups and kinds come to together: by the key of a row without its group and kind. Null while it is on its way. */
export function useWholes(question: PlannerQuestion): ReadonlyMap<string, AnswerRow> | null {
  const whole: PlannerQuestion = {
    ...question,
    groupBy: question.groupBy.filter((by) => by !== 'LEARNER_GROUP' && by !== 'PROGRAMME_KIND'),
    learnerGroups: [],
    programmeKinds: [],
    having: [],
    orderBy: [],
    rows: null,
  }
  const enabled = question.show.includes('share') && whole.groupBy.length < question.groupBy.length
  const { data, isFetching } = useAnswer(plannerAnswer, variablesOf(whole, undefined), { enabled })
  if (enabled && data === undefined && isFetching) return null
  const rows = data?.data.measures?.rows ?? []
  return new Map(rows.map((row) => [keyOf(row, ['LEARNER_GROUP', 'PROGRAMME_KIND']), row]))
}
