import { type MeasureName, measures as definitions } from '@shequ/schema/measures/measures'
import { Picks } from '../../../controls/picks'
import { Ticks } from '../../../controls/ticks'
import { useTerms } from '../../../i18n/term-of'
import { useWords } from '../../../i18n/words'
import { plannerWords } from '../planner-words'
import { besidesFor } from '../question/planner-question'
import { type BuilderProps, BuilderPart } from './builder-part'

const names = Object.keys(definitions) as MeasureName[]

/** What: the measures, and what stands beside each figure. */
export function MeasuresPart(builder: BuilderProps) {
  const say = useWords(plannerWords)
  const term = useTerms()
  const { question, change } = builder
  const { measures, having, orderBy, show } = question
  const choose = (chosen: readonly MeasureName[]) => {
    const kept = chosen.length > 0 ? chosen : measures.slice(0, 1)
    const isKept = (name: string) => kept.some((measure) => measure === name) || !names.some((known) => known === name)
    change({
      measures: kept,
      having: having.filter(({ measure }) => isKept(measure)),
      orderBy: orderBy.filter(({ by }) => isKept(by)),
    })
  }
  return (
    <BuilderPart part="measures" {...builder}>
      <Picks
        label={say('whichMeasures')}
        options={names.map((name) => [name, term('Measure', name)])}
        chosen={measures}
        onChange={choose}
      />
      <Ticks
        label={say('show')}
        options={besidesFor(question).map((beside) => [beside, say(beside)])}
        chosen={show}
        onChange={(chosen) => change({ show: chosen })}
      />
    </BuilderPart>
  )
}
