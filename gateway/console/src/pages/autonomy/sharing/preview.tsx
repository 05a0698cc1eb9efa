import { useCity } from '../../../app/use-city'
import { Figure } from '../../../figures/figure'
import { ownFigures } from '../../../generated/pages/autonomy/sharing/own-figures'
import { GraphLinks } from '../../../graph/graph-links'
import { useAnswer } from '../../../graph/use-answer'
import { formatPeriod } from '../../../i18n/format-date'
import { useLanguage } from '../../../i18n/language'
import { useTerms } from '../../../i18n/term-of'
import { useWords } from '../../../i18n/words'
import { Answered } from '../../../states/answered'
import { RecordTable } from '../../office/record/record-table'
import { lastQuarters } from '../../../i18n/last-quarters'
import { autonomyWords } from '../autonomy-words'
import { type Level, measuresOf, readers, reads } from './readers'

interface PreviewProps {
  readonly community: string
  readonly dataset: string
  readonly now: Level
  readonly next: Level
}

/** What another level would hide or show above: who reads, and which of the community's figures. */
export function Preview({ community, dataset, now, next }: PreviewProps) {
  const say = useWords(autonomyWords)
  const changed = readers.filter((reader) => reads(reader, now) !== reads(reader, next))
  const names = changed.map(({ key }) => say(key)).join(' · ')
  const gains = changed.some((reader) => reads(reader, next))
  const counted = measuresOf(dataset)
  const latest = useCity()?.closing?.latest
  return (
    <>
      <p>
        <strong>{say(gains ? 'gain' : 'lose', { readers: names })}</strong> {say('follow')}
      </p>
      {counted.length === 0 ? (
        <p>{say('recordsOnly')}</p>
      ) : (
        latest && <Figures community={community} measures={counted} latest={latest} now={now} next={next} />
      )}
    </>
  )
}

interface FiguresProps {
  readonly community: string
  readonly measures: ReturnType<typeof measuresOf>
  readonly latest: string
  readonly now: Level
  readonly next: Level
}

function Figures({ community, measures, latest, now, next }: FiguresProps) {
  const say = useWords(autonomyWords)
  const term = useTerms()
  const language = useLanguage()
  const months = lastQuarters(latest, 1)
  const variables = { community, question: { measures, grain: 'QUARTER', ...months } } as const
  const asked = useAnswer(ownFigures, variables, { keepPrevious: true })
  const [year = '', month = '1'] = months.from.split('-')
  const period = `${year}-Q${Math.ceil(Number(month) / 3)}`
  return (
    <>
      <p>{say('figuresOf', { period: formatPeriod(period, language) })}</p>
      <Answered of={asked} isEmpty={({ community: of }) => !of?.measures?.rows[0]}>
        {({ community: of }) => (
          <RecordTable
            name={say('preview')}
            rows={of?.measures?.rows[0]?.cells ?? []}
            keyOf={({ measure }) => measure}
            columns={[
              { head: say('measure'), render: ({ measure }) => term('Measure', measure) },
              { head: say('own'), isNumber: true, render: (cell) => <Figure cell={cell} /> },
              ...readers.map((reader) => ({
                head: say(reader.key),
                render: (cell: Parameters<typeof Figure>[0]['cell']) => {
                  const shown = (level: Level) => (reads(reader, level) ? <Figure cell={cell} /> : say('notShared'))
                  if (reads(reader, now) === reads(reader, next)) return shown(now)
                  return (
                    <span className="becomes" data-measure={cell.measure} data-reader={reader.key}>
                      {shown(now)} <span aria-hidden="true">→</span> <strong>{shown(next)}</strong>
                    </span>
                  )
                },
              })),
            ]}
          />
        )}
      </Answered>
      <p className="soft">{say('sums')}</p>
      <GraphLinks operation={ownFigures} variables={variables} />
    </>
  )
}
