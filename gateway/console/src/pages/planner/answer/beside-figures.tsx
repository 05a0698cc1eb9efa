import { unitOfTerms } from '@shequ/schema/measures/count-units'
import type { MeasureDefinition, Terms } from '@shequ/schema/measures/measure-definition'
import { measures as definitions } from '@shequ/schema/measures/measures'
import { statusMeanings } from '@shequ/schema/terms/status-meanings'
import type { ReactNode } from 'react'
import { Explained } from '../../../figures/explained'
import { figureWords } from '../../../figures/figure-words'
import { digitsApart, formatChange, formatValue } from '../../../figures/format-figure'
import { useLanguage } from '../../../i18n/language'
import { useTerms } from '../../../i18n/term-of'
import { useWords } from '../../../i18n/words'
import type { Beside } from '../question/planner-question'
import { type AnswerCell, type AnswerRow, keyOf } from './answer-row'
import { type BesideWord, besideWords } from './beside-words'
import { shareOf } from './share-of'
import type { TargetOf } from './use-targets'

/** What stands beside each measure and is made of its figure. */
export type BesideFigure = Exclude<Beside, 'coverage'>

/** What stands beside figures and is asked apart. */
export interface BesideFigures {
  /** Rows without their group or kind, by key, where shares of them are shown; null while they are on their way. */
  readonly wholes: ReadonlyMap<string, AnswerRow> | null
  /** Null while the targets are on their way. */
  readonly targetOf: TargetOf | null
}

type ShowBeside = (cell: AnswerCell, row: AnswerRow, place: number) => ReactNode

/** Shows what stands beside a figure, or a word for what is not known, which says why when it is pressed. */
export function useBesides({ wholes, targetOf }: BesideFigures): Readonly<Record<BesideFigure, ShowBeside>> {
  const say = useWords(besideWords)
  const sayFigure = useWords(figureWords)
  const term = useTerms()
  const language = useLanguage()
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 })
  const count = new Intl.NumberFormat(language, { maximumFractionDigits: 0 })

  const onItsWay = <span className="figure-none">{say('onItsWay')}</span>
  const none = (word: BesideWord, reason: string) => (
    <span className="figure-none">
      <Explained word={say(word)} reason={reason} />
    </span>
  )
  /** Not known: for what the figure's status says, where it is no exact one, else for a reason of its own. */
  const unknown = ({ value, status }: AnswerCell, otherwise: BesideWord) =>
    none('unknown', value === null ? `${say('noExact')} ${statusMeanings[status][language]}` : say(otherwise))
  const changeOf = (cell: AnswerCell, change: number | null, otherwise: BesideWord) => {
    if (change === null) return unknown(cell, otherwise)
    const text = formatChange(cell.measure, change, language)
    return definitions[cell.measure].unit === 'percent' ? sayFigure('points', { change: text }) : text
  }
  const amountOf = (value: number, terms: Terms) =>
    say('amount', { value: count.format(value), unit: term('CountUnit', unitOfTerms(terms)).toLowerCase() })

  return {
    growth: (cell) => changeOf(cell, cell.growth, 'noEarlier'),
    growthOnYear: (cell) => changeOf(cell, cell.growthOnYear, 'noYearEarlier'),
    counts: (cell) => {
      const { numerator, denominator, measure } = cell
      const definition: MeasureDefinition = definitions[measure]
      if (numerator === null) return unknown(cell, 'noCounts')
      const amount = amountOf(numerator, definition.numerator)
      if (definition.denominator === null) return amount
      if (denominator === null) return unknown(cell, 'noCounts')
      return say('ratio', { numerator: amount, denominator: amountOf(denominator, definition.denominator) })
    },
    share: (cell, row, place) => {
      if (wholes === null) return onItsWay
      if (definitions[cell.measure].denominator !== null) return none('unknown', say('noShareOfRate'))
      const whole = wholes.get(keyOf(row, ['LEARNER_GROUP', 'PROGRAMME_KIND']))?.cells[place]
      const share = whole ? shareOf(cell, whole) : null
      if (share === null) return unknown(cell, 'noWhole')
      const [low, high] = [percent.format(share.low), percent.format(share.high)]
      return low === high ? low : <span className="figure-band">{`${low} – ${high}`}</span>
    },
    target: ({ measure, value }, { period }) => {
      if (targetOf === null) return onItsWay
      const target = targetOf(measure, period)
      if (target === null) return none('noTarget', say('noTargetReason'))
      return formatValue(measure, target, language, digitsBeside(measure, value, target, language))
    },
  }
}

/** How many figures it takes to tell a figure from the target beside it. */
export function digitsBeside(
  measure: AnswerCell['measure'],
  value: number | null,
  target: number | null,
  language: ReturnType<typeof useLanguage>,
): number | undefined {
  return value === null || target === null ? undefined : digitsApart(measure, [[value, target]], language)
}
