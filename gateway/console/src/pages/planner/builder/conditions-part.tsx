import { type Comparison, benchmarks, comparisons } from '@shequ/schema/measures/question-values'
import { Choice } from '../../../controls/choice'
import { unitTerms } from '@shequ/schema/terms/unit-terms'
import { useLanguage } from '../../../i18n/language'
import { useTerms } from '../../../i18n/term-of'
import { useWords } from '../../../i18n/words'
import { plannerWords } from '../planner-words'
import type { PlannerCondition, PlannerQuestion } from '../question/planner-question'
import { type BuilderProps, BuilderPart } from './builder-part'

const marks: Readonly<Record<Comparison, string>> = { LT: '<', LTE: '≤', GT: '>', GTE: '≥' }

/** Which rows: conditions on the measures asked for. */
export function ConditionsPart(builder: BuilderProps) {
  const say = useWords(plannerWords)
  const { question, change } = builder
  const { having, measures } = question
  const first = measures[0]
  return (
    <BuilderPart part="conditions" {...builder}>
      {having.map((condition, index) => (
        <Condition
          key={index}
          condition={condition}
          measures={measures}
          onChange={(next) => change({ having: having.with(index, next) })}
          onRemove={() => change({ having: having.toSpliced(index, 1) })}
        />
      ))}
      {first !== undefined && having.length < 10 && (
        <button
          type="button"
          className="button"
          onClick={() => change({ having: [...having, { measure: first, op: 'LT', against: 0 }] })}
        >
          {say('addCondition')}
        </button>
      )}
    </BuilderPart>
  )
}

interface ConditionProps {
  readonly condition: PlannerCondition
  readonly measures: PlannerQuestion['measures']
  readonly onChange: (next: PlannerCondition) => void
  readonly onRemove: () => void
}

function Condition({ condition, measures, onChange, onRemove }: ConditionProps) {
  const say = useWords(plannerWords)
  const term = useTerms()
  const { measure, op, against } = condition
  const isNumber = typeof against === 'number'
  const language = useLanguage()
  return (
    <div className="line">
      <Choice
        label={say('conditionMeasure')}
        options={measures.map((name) => [name, term('Measure', name)])}
        value={measure}
        onChange={(next) => onChange({ ...condition, measure: next })}
      />
      <Choice
        label={say('conditionOp')}
        options={comparisons.map((comparison) => [
          comparison,
          `${marks[comparison]} ${term('Comparison', comparison)}`,
        ])}
        value={op}
        onChange={(next) => onChange({ ...condition, op: next })}
      />
      <Choice
        label={say('conditionAgainst')}
        options={[['NUMBER', say('aNumber')], ...benchmarks.map((name) => [name, term('Benchmark', name)] as const)]}
        value={isNumber ? 'NUMBER' : against}
        onChange={(next) => onChange({ ...condition, against: next === 'NUMBER' ? 0 : next })}
      />
      {isNumber && (
        <label className="choice">
          <span>{say('number')}</span>
          <input
            type="number"
            step="any"
            value={against}
            onChange={({ target }) => onChange({ ...condition, against: Number(target.value) })}
          />
        </label>
      )}
      {isNumber && <span className="unit">{unitTerms[measure][language]}</span>}
      <button type="button" className="button" onClick={onRemove}>
        {say('removeCondition')}
      </button>
    </div>
  )
}
