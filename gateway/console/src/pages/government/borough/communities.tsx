import { useState } from 'react'
import {
  type RegisteredCommunitiesQuery,
  registeredCommunities,
} from '../../../generated/pages/government/borough/registered-communities'
import { GraphLinks } from '../../../graph/graph-links'
import { useAnswer } from '../../../graph/use-answer'
import { formatMoment } from '../../../i18n/format-date'
import { useLanguage } from '../../../i18n/language'
import { useTerms } from '../../../i18n/term-of'
import { useWords } from '../../../i18n/words'
import { Answered } from '../../../states/answered'
import { Search } from '../../office/form/search'
import { Pager, usePlace } from '../../office/record/pager'
import { RecordTable } from '../../office/record/record-table'
import { governmentWords } from '../government-words'
import { NodeActions } from './node-actions'

type Community = NonNullable<RegisteredCommunitiesQuery['borough']>['communities']['nodes'][number]

/** The borough's register of communities, with the servers that answer for them and how they do. */
export function Communities({ borough }: { readonly borough: string }) {
  const say = useWords(governmentWords)
  const place = usePlace()
  const [search, setSearch] = useState('')
  const variables = { borough, search: search === '' ? null : search, after: place.after }
  const asked = useAnswer(registeredCommunities, variables, { keepPrevious: true })
  return (
    <section aria-labelledby="communities">
      <h2 id="communities">{say('communities')}</h2>
      <Search
        label={say('search')}
        onSearch={(text) => {
          place.first()
          setSearch(text)
        }}
      />
      <Answered of={asked} isEmpty={({ borough: of }) => !of || of.communities.nodes.length === 0}>
        {({ borough: of }) =>
          of && (
            <>
              <Register borough={borough} communities={of.communities.nodes} />
              <Pager of={of.communities} place={place} />
            </>
          )
        }
      </Answered>
      <GraphLinks operation={registeredCommunities} variables={variables} />
    </section>
  )
}

interface RegisterProps {
  readonly borough: string
  readonly communities: readonly Community[]
}

function Register({ borough, communities }: RegisterProps) {
  const say = useWords(governmentWords)
  const language = useLanguage()
  const number = new Intl.NumberFormat(language)
  return (
    <RecordTable
      name={say('communities')}
      rows={communities}
      keyOf={({ code }) => code}
      columns={[
        { head: say('community'), render: ({ name }) => name },
        { head: say('street'), render: ({ street }) => street.name },
        {
          head: say('residents'),
          isNumber: true,
          render: ({ residents }) => (residents === null ? '' : number.format(residents)),
        },
        {
          head: say('server'),
          render: ({ node }) => <Server node={node} />,
        },
        {
          head: say('actions'),
          render: ({ code, node: { status } }) => <NodeActions borough={borough} community={code} status={status} />,
        },
      ]}
    />
  )
}

/** The server that answers for a community, and how it does where it is a node of its own. */
function Server({ node: { kind, status, lastSeen, health } }: { readonly node: Community['node'] }) {
  const say = useWords(governmentWords)
  const term = useTerms()
  const language = useLanguage()
  return (
    <>
      {term('NodeKind', kind)}
      {status !== 'HOSTED' && <> · {term('NodeStatus', status)}</>}
      {lastSeen !== null && (
        <small className="server-fact">{say('lastSeen', { moment: formatMoment(lastSeen, language) })}</small>
      )}
      {health !== null && <small className="server-fact">{say('healthOf', { ...health })}</small>}
    </>
  )
}
