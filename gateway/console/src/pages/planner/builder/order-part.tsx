import { type MeasureAspect, aspects } from '@shequ/schema/measures/question-values'
import { Choice } from '../../../controls/choice'
import { useTerms } from '../../../i18n/term-of'
import { useWords } from '../../../i18n/words'
import { plannerWords } from '../planner-words'
import type { PlannerOrder, PlannerQuestion } from '../question/planner-question'
import { type BuilderProps, BuilderPart } from './builder-part'

const counts = ['all', '5', '10', '20', '50', '100'] as const

/** In which order, and how many. */
export function OrderPart(builder: BuilderProps) {
  const say = useWords(plannerWords)
  const term = useTerms()
  const { question, change } = builder
  const { measures, groupBy, orderBy, rows } = question
  const order = orderBy[0]
  const options = [
    ['none', say('asAsked')] as const,
    ...measures.flatMap((measure) =>
      aspects.map((aspect) => {
        const name = term('Measure', measure)
        const words = aspect === 'VALUE' ? name : say('aspectOf', { name, aspect: term('MeasureAspect', aspect) })
        return [`${measure}:${aspect}`, words] as const
      }),
    ),
    ...groupBy.map((by) => [`${by}:VALUE`, term('Dimension', by)] as const),
  ]
  return (
    <BuilderPart part="order" {...builder}>
      <Choice
        label={say('orderBy')}
        options={options}
        value={order ? `${order.by}:${order.aspect}` : 'none'}
        onChange={(chosen) => change({ orderBy: ordersOf(chosen, orderBy) })}
      />
      {order && (
        <Choice
          label={say('direction')}
          options={(['DESC', 'ASC'] as const).map((direction) => [direction, say(direction)])}
          value={order.direction}
          onChange={(direction) => change({ orderBy: [{ ...order, direction }, ...orderBy.slice(1)] })}
        />
      )}
      <Choice
        label={say('atMost')}
        options={counts.map((count) => [count, count === 'all' ? say('allRows') : count])}
        value={counts.find((count) => Number(count) === rows) ?? 'all'}
        onChange={(count) => change({ rows: count === 'all' ? null : Number(count) })}
      />
    </BuilderPart>
  )
}

function ordersOf(chosen: string, before: PlannerQuestion['orderBy']): readonly PlannerOrder[] {
  const [by = '', aspect = 'VALUE'] = chosen.split(':')
  if (by === 'none') return []
  const direction = before[0]?.direction ?? 'DESC'
  return [{ by: by as PlannerOrder['by'], aspect: aspect as MeasureAspect, direction }, ...before.slice(1)]
}
