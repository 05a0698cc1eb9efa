import { useState } from 'react'
import { decideAccess } from '../../../generated/pages/government/city/decide-access'
import { type MadeRequestsQuery, madeRequests } from '../../../generated/pages/government/city/made-requests'
import { GraphLinks } from '../../../graph/graph-links'
import { useAnswer } from '../../../graph/use-answer'
import { formatMoment } from '../../../i18n/format-date'
import { useLanguage } from '../../../i18n/language'
import { useTerms } from '../../../i18n/term-of'
import { useWords } from '../../../i18n/words'
import { Answered } from '../../../states/answered'
import { Action } from '../../office/form/action'
import { Choose } from '../../office/form/choose'
import { useChoices } from '../../office/form/use-choices'
import { WriteForm } from '../../office/form/write-form'
import { Pager, usePlace } from '../../office/record/pager'
import { governmentWords } from '../government-words'

type Request = NonNullable<NonNullable<MadeRequestsQuery['city']>['accessRequests']>['nodes'][number]

/** Requests of organisations for access: those that wait for a decision first. */
export function AccessRequests({ city }: { readonly city: string }) {
  const say = useWords(governmentWords)
  const choices = useChoices()
  const place = usePlace()
  const [status, setStatus] = useState('PENDING')
  const variables = { city, status: status === '' ? null : (status as Request['status']), after: place.after }
  const asked = useAnswer(madeRequests, variables)
  return (
    <section aria-labelledby="requests">
      <h2 id="requests">{say('requests')}</h2>
      <p className="soft">{say('known')}</p>
      <Choose
        label={say('status')}
        all={say('all')}
        choices={choices('AccessRequestStatus')}
        value={status}
        onChange={setStatus}
      />
      <Answered
        of={asked}
        isEmpty={({ city: of }) => !of?.accessRequests || of.accessRequests.nodes.length === 0}
        empty={<p className="empty">{say('noRequests')}</p>}
      >
        {({ city: of }) => (
          <>
            <ul className="items">
              {of?.accessRequests?.nodes.map((request) => (
                <li key={request.id} className="card item">
                  <Requested city={city} request={request} />
                </li>
              ))}
            </ul>
            {of?.accessRequests && <Pager of={of.accessRequests} place={place} />}
          </>
        )}
      </Answered>
      <GraphLinks operation={madeRequests} variables={variables} />
    </section>
  )
}

function Requested({ city, request }: { readonly city: string; readonly request: Request }) {
  const say = useWords(governmentWords)
  const term = useTerms()
  const choices = useChoices()
  const language = useLanguage()
  const { id, organisation, purpose, scopes, status, reason, requestedAt, decidedAt } = request
  return (
    <>
      <h3>
        {organisation.name} · {organisation.creditCode}
      </h3>
      <p>{purpose}</p>
      {scopes.length > 0 && <p>{say('scopes', { scopes: scopes.join(' · ') })}</p>}
      <p className="soft">
        {term('AccessRequestStatus', status)} · {say('requested', { moment: formatMoment(requestedAt, language) })}
        {decidedAt !== null && <> · {say('decided', { moment: formatMoment(decidedAt, language) })}</>}
      </p>
      {reason !== null && <p>{reason}</p>}
      {status === 'PENDING' && (
        <Action name={say('decide')}>
          <WriteForm
            operation={decideAccess}
            fixed={{ city, request: id }}
            submit={say('decideNow')}
            fields={[
              { name: 'decision', kind: 'choice', choices: choices('AccessDecision') },
              { name: 'reason', kind: 'text', isOptional: true },
            ]}
          />
        </Action>
      )}
    </>
  )
}
