import { textsOf } from './read-columns.js'
import type { Question } from './plan-question.js'
import type { OwnerRow } from './owner-row.js'

/** Of so many communities at the most is all read that bounds their figures. */
export const mostCommunities = 500

/**
 * A question of communities narrowed to those of its page: thousands of others have no part in it. Where conditions or the order
 * look at what hides, it is of all of them; undefined where these are more than can be looked at.
 */
export function narrowedTo(question: Question, answers: readonly OwnerRow[]): Question | undefined {
  if (question.level !== 'COMMUNITY') return question
  const communities = looksAtValues(question)
    ? answers.flatMap(({ open_units }) => open_units ?? [])
    : answers.flatMap(({ rows }) => textsOf(rows ?? {}, 'unit').flatMap((unit) => unit ?? []))
  const distinct = [...new Set(communities)]
  if (distinct.length === 0 || distinct.length > mostCommunities) return undefined
  return { ...question, filter: { ...question.filter, communities: distinct } }
}

/** Whether conditions or the order of a question look at measures. */
export function looksAtValues({ having, order }: Question): boolean {
  return having.length > 0 || order.some(({ of }) => of === 'value' || of === 'growth')
}
