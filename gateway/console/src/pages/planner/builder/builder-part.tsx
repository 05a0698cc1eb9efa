import type { ReactNode } from 'react'
import type { GraphError } from '../../../graph/answer'
import { useTerms } from '../../../i18n/term-of'
import { useWords } from '../../../i18n/words'
import { type Part, nextSteps, partOf } from '../question/next-steps'
import type { PlannerQuestion } from '../question/planner-question'
import { usePlainRefusal } from '../question/plain-refusal'
import { plannerWords } from '../planner-words'
import { ToldLost } from './told-lost'
import type { Told } from './use-told-changes'

/** What each part of the builder is given: the question, what changes it, and why it was refused. */
export interface BuilderProps {
  readonly question: PlannerQuestion
  readonly change: (next: Partial<PlannerQuestion>) => void
  readonly refusals: readonly GraphError[]
  /** What the last change took from the question beside what was chosen. */
  readonly told: Told | null
}

/** A part of the builder. A refusal of the question stands in the part that caused it, with what to ask instead. */
export function BuilderPart({
  part,
  question,
  change,
  refusals,
  told,
  children,
}: BuilderProps & { readonly part: Part; readonly children: ReactNode }) {
  const say = useWords(plannerWords)
  const term = useTerms()
  const inWords = usePlainRefusal()
  return (
    <section className="builder-part" aria-labelledby={`part-${part}`}>
      <h3 id={`part-${part}`}>{say(part)}</h3>
      {children}
      {told?.part === part && <ToldLost lost={told.lost} undo={told.undo} />}
      {refusals
        .filter((refusal) => partOf(refusal) === part)
        .map((refusal) => {
          const steps = nextSteps(question, refusal)
          return (
            <div key={refusal.message} className="notice notice-refused" role="alert">
              <p>{inWords(refusal.message)}</p>
              {steps.length > 0 && <p className="notice-title">{say('instead')}</p>}
              {steps.map((step) => (
                <button
                  key={`${step.name}${step.of ?? ''}`}
                  type="button"
                  className="button"
                  onClick={() => change(step.question)}
                >
                  {say(step.name, { name: step.of === undefined ? '' : term('Measure', step.of) })}
                </button>
              ))}
            </div>
          )
        })}
    </section>
  )
}
