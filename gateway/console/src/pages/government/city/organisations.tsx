import { useState } from 'react'
import { registerOrganisation } from '../../../generated/pages/government/city/register-organisation'
import { registeredOrganisations } from '../../../generated/pages/government/city/registered-organisations'
import { GraphLinks } from '../../../graph/graph-links'
import { useAnswer } from '../../../graph/use-answer'
import { formatDay } from '../../../i18n/format-date'
import { useLanguage } from '../../../i18n/language'
import { useTerms } from '../../../i18n/term-of'
import { useWords } from '../../../i18n/words'
import { Answered } from '../../../states/answered'
import { Action } from '../../office/form/action'
import { Search } from '../../office/form/search'
import { WriteForm } from '../../office/form/write-form'
import { Pager, usePlace } from '../../office/record/pager'
import { RecordTable } from '../../office/record/record-table'
import { governmentWords } from '../government-words'

/** The city's register of organisations. */
export function Organisations({ city }: { readonly city: string }) {
  const say = useWords(governmentWords)
  const term = useTerms()
  const language = useLanguage()
  const place = usePlace()
  const [search, setSearch] = useState('')
  const variables = { city, search: search === '' ? null : search, after: place.after }
  const asked = useAnswer(registeredOrganisations, variables, { keepPrevious: true })
  return (
    <section aria-labelledby="organisations">
      <h2 id="organisations">{say('organisations')}</h2>
      <Action name={say('register')}>
        <WriteForm
          operation={registerOrganisation}
          fixed={{ city }}
          submit={say('registerNow')}
          fields={[
            { name: 'creditCode', kind: 'line' },
            { name: 'name', kind: 'line' },
            { name: 'foundingDate', kind: 'day', isOptional: true },
          ]}
        />
      </Action>
      <Search
        label={say('search')}
        onSearch={(text) => {
          place.first()
          setSearch(text)
        }}
      />
      <Answered of={asked} isEmpty={({ organisations }) => organisations.nodes.length === 0}>
        {({ organisations }) => (
          <>
            <RecordTable
              name={say('organisations')}
              rows={organisations.nodes}
              keyOf={({ creditCode }) => creditCode}
              columns={[
                { head: say('name'), render: ({ name }) => name },
                { head: say('credit'), render: ({ creditCode }) => creditCode },
                { head: say('kind'), render: ({ kind }) => term('OrganisationKind', kind) },
                {
                  head: say('founded'),
                  render: ({ foundingDate }) => foundingDate !== null && formatDay(foundingDate, language),
                },
              ]}
            />
            <Pager of={organisations} place={place} />
          </>
        )}
      </Answered>
      <GraphLinks operation={registeredOrganisations} variables={variables} />
    </section>
  )
}
