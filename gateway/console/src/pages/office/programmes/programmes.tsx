import { useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { officeProgrammes } from '../../../generated/pages/office/programmes/office-programmes'
import { GraphLinks } from '../../../graph/graph-links'
import { useAnswer } from '../../../graph/use-answer'
import { formatDay } from '../../../i18n/format-date'
import { useLanguage } from '../../../i18n/language'
import { useTerms } from '../../../i18n/term-of'
import { useWords } from '../../../i18n/words'
import { Answered } from '../../../states/answered'
import { Choose } from '../form/choose'
import { officeWords } from '../office-words'
import { Pager, usePlace } from '../record/pager'
import { RecordTable } from '../record/record-table'
import { ProgrammeDetails } from './programme-details'
import { Publish } from './publish'

/** Before any programme. */
const longAgo = '2000-01-01'

/** The community's programmes that are not over; one of them opened, or a new one published. */
export function Programmes({ community }: { readonly community: string }) {
  const say = useWords(officeWords)
  const term = useTerms()
  const language = useLanguage()
  const place = usePlace()
  const [opened, setOpened] = useState<string | null>(null)
  const [from, setFrom] = useState('')
  const variables = { community, from: from === '' ? null : from, after: place.after }
  const asked = useAnswer(officeProgrammes, variables, { keepPrevious: true })
  if (opened !== null) return <ProgrammeDetails community={community} id={opened} onBack={() => setOpened(null)} />
  return (
    <section aria-labelledby="programmes">
      <h2 id="programmes">{say('programmes')}</h2>
      <Answered of={asked} isEmpty={({ community: of }) => of?.programmes === null}>
        {({ community: of }) => (
          <>
            <Publish community={community} centres={of?.educationCentres?.nodes ?? []} />
            <Choose
              label={say('which')}
              all={say('current')}
              choices={[{ value: longAgo, name: say('withPast') }]}
              value={from}
              onChange={(value) => {
                place.first()
                setFrom(value)
              }}
            />
            <RecordTable
              name={say('programmes')}
              rows={of?.programmes?.nodes ?? []}
              keyOf={({ id }) => id}
              columns={[
                {
                  head: say('name'),
                  render: ({ id, title }) => (
                    <Button className="link-button" onPress={() => setOpened(id)}>
                      {title}
                    </Button>
                  ),
                },
                { head: say('kind'), render: ({ kind }) => term('ProgrammeKind', kind) },
                {
                  head: say('days'),
                  render: ({ startsOn, endsOn }) =>
                    say('period', { from: formatDay(startsOn, language), to: formatDay(endsOn, language) }),
                },
                { head: say('status'), render: ({ status }) => term('ProgrammeStatus', status) },
                {
                  head: say('free'),
                  isNumber: true,
                  render: ({ freePlaces, capacity }) => say('freeOf', { free: freePlaces ?? 0, capacity }),
                },
              ]}
            />
            {of?.programmes && <Pager of={of.programmes} place={place} />}
          </>
        )}
      </Answered>
      <GraphLinks operation={officeProgrammes} variables={variables} />
    </section>
  )
}
