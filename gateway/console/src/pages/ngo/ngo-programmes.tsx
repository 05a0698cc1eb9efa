import { type NgoProgrammesQuery, ngoProgrammes } from '../../generated/pages/ngo/ngo-programmes'
import { GraphLinks } from '../../graph/graph-links'
import { useAnswer } from '../../graph/use-answer'
import { formatDay, formatMoment } from '../../i18n/format-date'
import { useLanguage } from '../../i18n/language'
import { useTerms } from '../../i18n/term-of'
import { useWords } from '../../i18n/words'
import { Answered } from '../../states/answered'
import { ngoWords } from './ngo-words'

interface NgoProgrammesProps {
  readonly community: string
  readonly centre: string
  readonly name: string
  /** The first day of the term. */
  readonly from: string
}

/** The programmes of a centre in the term of its consignment, and who attended. */
export function NgoProgrammes({ community, centre, name, from }: NgoProgrammesProps) {
  const say = useWords(ngoWords)
  const variables = { community, from }
  const asked = useAnswer(ngoProgrammes, variables)
  return (
    <section aria-labelledby="programmes">
      <h2 id="programmes">{say('programmesOf', { centre: name })}</h2>
      <Answered
        of={asked}
        isEmpty={(data) => programmesOf(data, centre).length === 0}
        empty={<p className="empty">{say('noProgrammes')}</p>}
      >
        {(data) => <Programmes all={programmesOf(data, centre)} />}
      </Answered>
      <GraphLinks operation={ngoProgrammes} variables={variables} />
    </section>
  )
}

type Centre = NonNullable<
  NonNullable<NonNullable<NgoProgrammesQuery['community']>['educationCentres']>['nodes'][number]
>
type Programme = NonNullable<NonNullable<Centre['programmes']>['nodes'][number]>

function programmesOf({ community }: NgoProgrammesQuery, centre: string): readonly Programme[] {
  const found = community?.educationCentres?.nodes.find((node) => node?.id === centre)
  return found?.programmes?.nodes.flatMap((programme) => programme ?? []) ?? []
}

function Programmes({ all }: { readonly all: readonly Programme[] }) {
  const say = useWords(ngoWords)
  const language = useLanguage()
  const term = useTerms()
  const day = (text: string) => formatDay(text, language)
  return (
    <div className="scroll" tabIndex={0} role="region" aria-labelledby="programmes">
      <table className="ngo-table">
        <thead>
          <tr>
            {(['programme', 'kind', 'days', 'places', 'attendance'] as const).map((head) => (
              <th key={head} scope="col">
                {say(head)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {all.map(({ id, title, kind, startsOn, endsOn, capacity, places, freePlaces, sessions }) => (
            <tr key={id}>
              <th scope="row">{title}</th>
              <td>{term('ProgrammeKind', kind)}</td>
              <td>{startsOn === endsOn ? day(startsOn) : say('range', { from: day(startsOn), to: day(endsOn) })}</td>
              <td>
                {freePlaces === null
                  ? say('ofCapacity', { places: term('Places', places), capacity })
                  : say('freeOf', { free: freePlaces, capacity })}
              </td>
              <td>
                <ul className="ngo-sessions">
                  {sessions?.nodes.map((session) => (
                    <li key={session.id}>
                      {say('session', {
                        ordinal: session.ordinal,
                        moment: formatMoment(session.startsAt, language),
                        attended:
                          session.status === 'CANCELLED' ? say('cancelled') : (session.attended ?? say('notYet')),
                      })}
                    </li>
                  ))}
                </ul>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
