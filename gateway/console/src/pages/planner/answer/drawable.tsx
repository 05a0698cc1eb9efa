import type { ReactNode } from 'react'
import { useWords } from '../../../i18n/words'
import { plannerWords } from '../planner-words'
import type { PlannerQuestion } from '../question/planner-question'
import { byAreas, byPeriod } from '../question/rows-for-view'

interface DrawableProps {
  readonly view: 'lines' | 'tiles'
  readonly question: PlannerQuestion
  readonly city: string
  readonly change: (next: Partial<PlannerQuestion>) => void
  readonly children: ReactNode
}

/** A picture of an answer, or which rows it needs, and a button that asks for them. */
export function Drawable({ view, question, city, change, children }: DrawableProps) {
  const say = useWords(plannerWords)
  const { groupBy } = question
  const isDrawable =
    view === 'lines'
      ? groupBy.includes('PERIOD')
      : groupBy.some((by) => areas.has(by)) && groupBy.every((by) => areas.has(by) || by === 'PERIOD')
  if (isDrawable) return children
  const next = view === 'lines' ? byPeriod(question) : byAreas(question, city)
  return (
    <div className="notice notice-partial" role="status">
      <p>{say(view === 'lines' ? 'needsPeriods' : 'needsAreas')}</p>
      {next && (
        <button type="button" className="button" onClick={() => change(next)}>
          {say(view === 'lines' ? 'byPeriod' : 'byAreas')}
        </button>
      )}
    </div>
  )
}

/** The dimensions of which each row has residents of its own. */
const areas: ReadonlySet<string> = new Set(['BOROUGH', 'STREET', 'COMMUNITY'])
