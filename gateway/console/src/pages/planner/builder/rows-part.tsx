import { type Dimension, dimensions } from '@shequ/schema/measures/question-values'
import { Ticks } from '../../../controls/ticks'
import { useTerms } from '../../../i18n/term-of'
import { useWords } from '../../../i18n/words'
import { plannerWords } from '../planner-words'
import { areaDimensions } from '../question/division-levels'
import { type BuilderProps, BuilderPart } from './builder-part'

/** By what the answer is broken down. Levels of area exclude each other: the finest would make the rows anyway. */
export function RowsPart(builder: BuilderProps) {
  const say = useWords(plannerWords)
  const term = useTerms()
  const { question, change } = builder
  const { groupBy, orderBy, areaGroups, beside } = question
  const offered = dimensions.filter(
    (by) => (by !== 'AREA_GROUP' || areaGroups.length > 0) && (by !== 'CITY' || beside.length > 0),
  )
  const choose = (chosen: readonly Dimension[]) => {
    const added = chosen.find((by) => !groupBy.includes(by))
    const isArea = (by: Dimension) => areaDimensions.includes(by)
    const kept = added !== undefined && isArea(added) ? chosen.filter((by) => by === added || !isArea(by)) : chosen
    change({
      groupBy: kept,
      orderBy: orderBy.filter(({ by }) => !isDimension(by) || kept.includes(by)),
      across: question.across && kept.includes('PERIOD'),
    })
  }
  return (
    <BuilderPart part="rows" {...builder}>
      <Ticks
        label={say('rowsBy')}
        options={offered.map((by) => [by, term('Dimension', by)])}
        chosen={dimensions.filter((by) => groupBy.includes(by))}
        onChange={choose}
      />
    </BuilderPart>
  )
}

function isDimension(name: string): name is Dimension {
  return dimensions.some((dimension) => dimension === name)
}
