import { useState } from 'react'
import { Segments } from '../../controls/segments'
import { BandBar } from '../../figures/band-bar'
import { Coverage } from '../../figures/coverage'
import { Figure } from '../../figures/figure'
import { formatValue } from '../../figures/format-figure'
import { type CityTargetsQuery, cityTargets } from '../../generated/pages/city/city-targets'
import { GraphLinks } from '../../graph/graph-links'
import { useAnswer } from '../../graph/use-answer'
import { useLanguage } from '../../i18n/language'
import { useTerms } from '../../i18n/term-of'
import { useWords } from '../../i18n/words'
import { Answered } from '../../states/answered'
import { cityWords } from './city-words'

type Target = NonNullable<CityTargetsQuery['city']>['targets'][number]

interface CityTargetsProps {
  readonly city: string
  readonly latest: string
}

/** What the city set out to reach, beside what it reached: the budget first. */
export function CityTargets({ city, latest }: CityTargetsProps) {
  const say = useWords(cityWords)
  const thisYear = Number(latest.slice(0, 4))
  const lastWhole = latest.endsWith('-12') ? thisYear : thisYear - 1
  const [year, setYear] = useState(String(lastWhole))
  const variables = { city, year: Number(year) }
  const asked = useAnswer(cityTargets, variables, { keepPrevious: true })
  return (
    <section aria-labelledby="targets">
      <h2 id="targets">{say('targets', { year })}</h2>
      <p className="lead">{say('targetsLead')}</p>
      <Segments
        label={say('year')}
        options={[lastWhole - 1, lastWhole, lastWhole + 1].map((option) => [String(option), String(option)])}
        value={year}
        onChange={setYear}
      />
      <Answered
        of={asked}
        isEmpty={({ city: found }) => found === null || found.targets.length === 0}
        empty={<p>{say('noTargets')}</p>}
      >
        {({ city: found }) => <TargetTable targets={found?.targets ?? []} />}
      </Answered>
      <GraphLinks operation={cityTargets} variables={variables} />
    </section>
  )
}

function TargetTable({ targets }: { readonly targets: readonly Target[] }) {
  const say = useWords(cityWords)
  const term = useTerms()
  const language = useLanguage()
  const budgetFirst = [...targets].sort((one, other) => rank(one) - rank(other))
  return (
    <div className="scroll" tabIndex={0} role="region" aria-labelledby="targets">
      <table className="ranking">
        <thead>
          <tr>
            <th scope="col">{say('measure')}</th>
            <th scope="col">{say('target')}</th>
            <th scope="col">{say('actual')}</th>
            <th scope="col" className="ranking-bar">
              {say('bar')}
            </th>
          </tr>
        </thead>
        <tbody>
          {budgetFirst.map(({ measure, value, actual }) => (
            <tr key={measure}>
              <th scope="row">
                {term('Measure', measure)}
                {actual && <Coverage of={actual.coverage} />}
              </th>
              <td>{formatValue(measure, value, language)}</td>
              <td>{actual && <Figure cell={actual} />}</td>
              <td className="ranking-bar">
                {actual && <BandBar cell={actual} target={value} most={Math.max(value, actual.high ?? 0) * 1.15} />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function rank({ measure }: Target): number {
  const first = ['BUDGET_PER_HEAD', 'PARTICIPATION_RATE', 'OLDER_PARTICIPATION_RATE', 'SATISFACTION'].indexOf(measure)
  return first === -1 ? 9 : first
}
