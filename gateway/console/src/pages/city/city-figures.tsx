import { Coverage } from '../../figures/coverage'
import { Figure } from '../../figures/figure'
import { type CityFiguresQuery, cityFigures } from '../../generated/pages/city/city-figures'
import { GraphLinks } from '../../graph/graph-links'
import { useAnswer } from '../../graph/use-answer'
import { formatPeriod } from '../../i18n/format-date'
import { useLanguage } from '../../i18n/language'
import { useTerms } from '../../i18n/term-of'
import { useWords } from '../../i18n/words'
import { Answered } from '../../states/answered'
import { cityWords } from './city-words'
import { lastQuarters } from './last-quarters'

interface CityFiguresProps {
  readonly city: string
  /** The latest month that is worked out. */
  readonly latest: string
}

/** The city's figures of its last quarters: the latest large, all of them in a table. */
export function CityFigures({ city, latest }: CityFiguresProps) {
  const variables = {
    city,
    question: {
      measures: ['PARTICIPATION_RATE', 'ATTENDANCES', 'SATISFACTION'],
      groupBy: ['PERIOD'],
      grain: 'QUARTER',
      ...lastQuarters(latest, 8),
    },
  } as const
  const asked = useAnswer(cityFigures, variables)
  return (
    <>
      <Answered of={asked} isEmpty={({ measures }) => measures === null || measures.rows.length === 0}>
        {({ measures }) => <Quarters rows={measures?.rows ?? []} />}
      </Answered>
      <GraphLinks
        operation={cityFigures}
        variables={variables}
        question={{ within: city, query: variables.question }}
      />
    </>
  )
}

type Rows = NonNullable<CityFiguresQuery['measures']>['rows']

function Quarters({ rows }: { readonly rows: Rows }) {
  const say = useWords(cityWords)
  const term = useTerms()
  const language = useLanguage()
  const last = rows.at(-1)
  return (
    <>
      <ul className="cards">
        {last?.cells.map((cell) => (
          <li key={cell.measure} className="card">
            <h2>{term('Measure', cell.measure)}</h2>
            <p className="card-figure">
              <Figure cell={cell} />
            </p>
            <Coverage of={cell.coverage} />
          </li>
        ))}
      </ul>
      <h2 id="quarters">{say('quarters')}</h2>
      <div className="scroll" tabIndex={0} role="region" aria-labelledby="quarters">
        <table>
          <thead>
            <tr>
              <th scope="col">{say('period')}</th>
              {last?.cells.map(({ measure }) => (
                <th key={measure} scope="col">
                  {term('Measure', measure)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ period, cells }) => (
              <tr key={period}>
                <th scope="row">{period === null ? '' : formatPeriod(period, language)}</th>
                {cells.map((cell) => (
                  <td key={cell.measure}>
                    <Figure cell={cell} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
