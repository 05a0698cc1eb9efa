import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Segments } from '../../controls/segments'
import { BandBar } from '../../figures/band-bar'
import { Coverage } from '../../figures/coverage'
import { Figure } from '../../figures/figure'
import { type CityBoroughsQuery, cityBoroughs } from '../../generated/pages/city/city-boroughs'
import { GraphLinks } from '../../graph/graph-links'
import { useAnswer } from '../../graph/use-answer'
import { formatPeriod } from '../../i18n/format-date'
import { useLanguage } from '../../i18n/language'
import { useTerms } from '../../i18n/term-of'
import { useWords } from '../../i18n/words'
import { Answered } from '../../states/answered'
import type { PlannerSearch } from '../planner/question/planner-search'
import { cityWords } from './city-words'
import { lastQuarters, quarterOf } from '../../i18n/last-quarters'

const choices = ['PARTICIPATION_RATE', 'ATTENDANCES', 'SATISFACTION', 'HOURS_PER_RESIDENT'] as const

interface CityBoroughsProps {
  readonly city: string
  readonly latest: string
}

/** The boroughs from the most to the least, by a measure of choice. */
export function CityBoroughs({ city, latest }: CityBoroughsProps) {
  const say = useWords(cityWords)
  const term = useTerms()
  const language = useLanguage()
  const [measure, setMeasure] = useState<(typeof choices)[number]>('PARTICIPATION_RATE')
  const quarter = lastQuarters(latest, 1)
  const variables = {
    city,
    question: {
      measures: [measure],
      groupBy: ['BOROUGH'],
      grain: 'QUARTER',
      ...quarter,
      orderBy: [{ measure, direction: 'DESC' }],
    },
  } as const
  const asked = useAnswer(cityBoroughs, variables, { keepPrevious: true })
  const inPlanner: PlannerSearch = {
    within: city,
    measures: measure,
    groupBy: 'BOROUGH',
    ...quarter,
    grain: 'QUARTER',
    orderBy: `${measure}:DESC`,
  }
  return (
    <section aria-labelledby="boroughs">
      <h2 id="boroughs">{say('boroughs')}</h2>
      <p className="lead">{say('boroughsLead', { period: formatPeriod(quarterOf(quarter.to), language) })}</p>
      <Segments
        label={say('measure')}
        options={choices.map((choice) => [choice, term('Measure', choice)])}
        value={measure}
        onChange={setMeasure}
      />
      <Answered of={asked} isEmpty={({ measures }) => measures === null || measures.rows.length === 0}>
        {({ measures }) => measures && <Ranking table={measures} asked={inPlanner} />}
      </Answered>
      <p className="onward">
        <Link to="/planner" search={inPlanner}>
          {say('askMore')}
        </Link>
      </p>
      <GraphLinks
        operation={cityBoroughs}
        variables={variables}
        question={{ within: city, query: variables.question }}
      />
    </section>
  )
}

interface RankingProps {
  readonly table: NonNullable<CityBoroughsQuery['measures']>
  /** The question as the builder's address has it. */
  readonly asked: PlannerSearch
}

function Ranking({ table: { rows, undecided }, asked }: RankingProps) {
  const say = useWords(cityWords)
  const term = useTerms()
  const most = Math.max(...rows.map(({ cells: [cell] }) => cell?.high ?? cell?.value ?? 0))
  return (
    <>
      <div className="scroll" tabIndex={0} role="region" aria-labelledby="boroughs">
        <table className="ranking">
          <thead>
            <tr>
              <th scope="col">{say('borough')}</th>
              <th scope="col">{term('Measure', rows[0]?.cells[0]?.measure ?? '')}</th>
              <th scope="col" className="ranking-bar">
                {say('bar')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ areaCode, borough, cells: [cell] }) => (
              <tr key={areaCode}>
                <th scope="row">
                  <Link to="/planner" search={{ ...asked, within: areaCode ?? '', groupBy: 'STREET' }}>
                    {borough?.name ?? areaCode}
                  </Link>
                  {cell && <Coverage of={cell.coverage} />}
                </th>
                <td>{cell && <Figure cell={cell} />}</td>
                <td className="ranking-bar">{cell && <BandBar cell={cell} most={most} />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {undecided > 0 && <p className="coverage">{say('undecided', { count: undecided })}</p>}
    </>
  )
}
