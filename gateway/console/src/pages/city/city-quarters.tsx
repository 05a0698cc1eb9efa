import { type CityQuartersQuery, cityQuarters } from '../../generated/pages/city/city-quarters'
import { GraphLinks } from '../../graph/graph-links'
import { useAnswer } from '../../graph/use-answer'
import { Answered } from '../../states/answered'
import { lastQuarters } from '../../i18n/last-quarters'
import { LatestFigures } from './latest-figures'
import { QuarterTable } from './quarter-table'
import { QuarterTrends } from './quarter-trends'

/** The rows of the city's quarters, the latest last. */
export type QuarterRows = NonNullable<CityQuartersQuery['measures']>['rows']

interface CityQuartersProps {
  readonly city: string
  /** The latest month that is worked out. */
  readonly latest: string
}

/** The city's figures of its last quarters: the latest large, then how they went, as charts and as a table. */
export function CityQuarters({ city, latest }: CityQuartersProps) {
  const variables = {
    city,
    question: {
      measures: ['PARTICIPATION_RATE', 'ATTENDANCES', 'SATISFACTION'],
      groupBy: ['PERIOD'],
      grain: 'QUARTER',
      ...lastQuarters(latest, 8),
    },
  } as const
  const asked = useAnswer(cityQuarters, variables)
  const question = { within: city, query: variables.question }
  return (
    <Answered of={asked} isEmpty={({ measures }) => measures === null || measures.rows.length === 0}>
      {({ measures }) => (
        <>
          <LatestFigures rows={measures?.rows ?? []} />
          <QuarterTrends rows={measures?.rows ?? []} />
          <QuarterTable rows={measures?.rows ?? []} />
          <GraphLinks operation={cityQuarters} variables={variables} question={question} />
        </>
      )}
    </Answered>
  )
}
