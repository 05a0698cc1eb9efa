import { useTerms } from '../../../i18n/term-of'
import { useWords } from '../../../i18n/words'
import { plannerWords } from '../planner-words'
import type { Lost } from '../question/lost-parts'
import { lostWords } from './lost-words'

interface ToldLostProps {
  readonly lost: readonly Lost[]
  /** Asks the question before. */
  readonly undo: () => void
}

/** Says what a choice took from the question elsewhere, and offers the question before. */
export function ToldLost({ lost, undo }: ToldLostProps) {
  const say = useWords(lostWords)
  const sayPlanner = useWords(plannerWords)
  const term = useTerms()
  const parts = lost.map((one) =>
    one.what === 'level'
      ? say('lostLevel', { name: term('Dimension', one.level).toLowerCase() })
      : say(words[one.what]),
  )
  return (
    <div className="notice notice-partial" role="status">
      <p>{say('lost', { parts: parts.join(sayPlanner('comma')) })}</p>
      <button type="button" className="button" onClick={undo}>
        {say('undo')}
      </button>
    </div>
  )
}

const words = {
  order: 'lostOrder',
  conditions: 'lostConditions',
  filters: 'lostFilters',
  cities: 'lostCities',
} as const
