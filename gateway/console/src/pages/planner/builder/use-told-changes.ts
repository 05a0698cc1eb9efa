import { useState } from 'react'
import { type Lost, lostParts } from '../question/lost-parts'
import type { Part } from '../question/next-steps'
import type { PlannerQuestion } from '../question/planner-question'

/** What the last change took from the question, where it was made, and the way back. */
export interface Told {
  readonly part: Part
  readonly lost: readonly Lost[]
  readonly undo: () => void
  /** The question that it is told of. */
  readonly after: PlannerQuestion
}

/** Changes a question from a part of the builder, and keeps what that took from it elsewhere until the question is another. */
export function useToldChanges(question: PlannerQuestion, change: (next: Partial<PlannerQuestion>) => void) {
  const [told, setTold] = useState<Told | null>(null)
  const changeFrom = (part: Part) => (next: Partial<PlannerQuestion>) => {
    const after = { ...question, ...next }
    const lost = lostParts(part, question, after)
    const undo = () => {
      setTold(null)
      change(question)
    }
    setTold(lost.length > 0 ? { part, lost, undo, after } : null)
    change(next)
  }
  return { told: told !== null && isAlike(told.after, question) ? told : null, changeFrom }
}

function isAlike(one: PlannerQuestion, other: PlannerQuestion): boolean {
  const named = (question: PlannerQuestion) => JSON.stringify(Object.entries(question).toSorted())
  return named(one) === named(other)
}
