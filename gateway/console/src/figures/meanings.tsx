import { type MeasureName, measures as definitions } from '@shequ/schema/measures/measures'
import { measuresInChinese } from '@shequ/schema/terms/measures-in-chinese'
import { statusMeanings } from '@shequ/schema/terms/status-meanings'
import { useLanguage } from '../i18n/language'
import { useTerms } from '../i18n/term-of'
import { useWords } from '../i18n/words'
import type { CellStatus } from './figure-cell'
import { figureWords } from './figure-words'
import './figures.css'

interface MeaningsProps {
  readonly measures: readonly MeasureName[]
  /** The statuses of the figures that are shown. */
  readonly statuses: ReadonlySet<CellStatus>
}

/** What the measures on a page count, and what is meant where a figure is no plain number. */
export function Meanings({ measures, statuses }: MeaningsProps) {
  const say = useWords(figureWords)
  const term = useTerms()
  const language = useLanguage()
  const told = [...statuses].filter((status) => status !== 'VALUE')
  return (
    <div className="coverage meanings">
      <h3>{say('meanings')}</h3>
      <dl>
        {measures.map((measure) => {
          const { meaning, note } = language === 'zh' ? measuresInChinese[measure] : definitions[measure]
          return (
            <div key={measure}>
              <dt>{term('Measure', measure)}</dt>
              <dd>{[meaning, note].filter(Boolean).join(' ')}</dd>
            </div>
          )
        })}
      </dl>
      {told.length > 0 && (
        <>
          <h3>{say('statuses')}</h3>
          <dl>
            {told.map((status) => (
              <div key={status}>
                <dt>{term('CellStatus', status)}</dt>
                <dd>{statusMeanings[status][language]}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </div>
  )
}
