import { type Grain, monthsOf } from '@shequ/schema/measures/periods'
import { Choice } from '../../../controls/choice'
import { Segments } from '../../../controls/segments'
import { formatPeriod } from '../../../i18n/format-date'
import { useLanguage } from '../../../i18n/language'
import { useWords } from '../../../i18n/words'
import { plannerWords } from '../planner-words'
import { periodOf, periodsUntil, wholePeriods } from '../question/periods-of'
import { type BuilderProps, BuilderPart } from './builder-part'

const grains = ['MONTH', 'QUARTER', 'YEAR'] as const

/** Of when: the first and the last period, and how time is cut. */
export function PeriodsPart({ latest, ...builder }: BuilderProps & { readonly latest: string }) {
  const say = useWords(plannerWords)
  const language = useLanguage()
  const { question, change } = builder
  const { from, to, grain } = question
  const first = periodOf(from, grain)
  const last = periodOf(to, grain)
  const offered = [...new Set([...periodsUntil(latest > to ? latest : to, grain), first, last])].sort().toReversed()
  const options = offered.map((period) => [period, formatPeriod(period, language)] as const)
  const setGrain = (next: Grain) => change({ grain: next, ...wholePeriods(question, next, latest) })
  return (
    <BuilderPart part="periods" {...builder}>
      <Segments label={say('grain')} options={grains.map((one) => [one, say(one)])} value={grain} onChange={setGrain} />
      <div className="line">
        <Choice
          label={say('from')}
          options={options}
          value={first}
          onChange={(period) =>
            change({ from: monthsOf(period)[0] ?? from, ...(period > last ? { to: end(period) } : {}) })
          }
        />
        <Choice
          label={say('to')}
          options={options}
          value={last}
          onChange={(period) =>
            change({ to: end(period), ...(period < first ? { from: monthsOf(period)[0] ?? from } : {}) })
          }
        />
      </div>
    </BuilderPart>
  )
}

function end(period: string): string {
  return monthsOf(period).at(-1) ?? period
}
