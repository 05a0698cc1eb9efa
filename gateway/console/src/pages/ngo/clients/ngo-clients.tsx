import { type NgoClientsQuery, ngoClients } from '../../../generated/pages/ngo/clients/ngo-clients'
import { revokeClient } from '../../../generated/pages/ngo/clients/revoke-client'
import { rotateClientSecret } from '../../../generated/pages/ngo/clients/rotate-client-secret'
import { GraphLinks } from '../../../graph/graph-links'
import { useAnswer } from '../../../graph/use-answer'
import { formatMoment } from '../../../i18n/format-date'
import { useLanguage } from '../../../i18n/language'
import { useWords } from '../../../i18n/words'
import { Answered } from '../../../states/answered'
import { Action } from '../../office/form/action'
import { WriteButton } from '../../office/form/write-button'
import { WriteForm } from '../../office/form/write-form'
import { clientWords } from './client-words'
import '../../office/record/record.css'

type Organisation = NonNullable<NgoClientsQuery['organisation']>
type Client = NonNullable<Organisation['clients']>[number]

/** The organisation's clients: what each may, when it was used, and the ways to another secret and to its end. */
export function NgoClients({ organisation }: { readonly organisation: string }) {
  const say = useWords(clientWords)
  const variables = { organisation }
  const asked = useAnswer(ngoClients, variables)
  const hasNoIssuer = asked.data?.data.organisation?.clients === null && asked.data.errors.length === 0
  return (
    <section aria-labelledby="clients">
      <h2 id="clients">{say('title')}</h2>
      <p className="ngo-text">{say('lead')}</p>
      <Answered
        of={asked}
        isEmpty={({ organisation: of }) => !of?.clients || of.clients.length === 0}
        empty={<p className="empty">{say(hasNoIssuer ? 'noIssuer' : 'none')}</p>}
      >
        {({ organisation: of }) => (
          <ul className="items">
            {of?.clients?.map((client) => (
              <li key={client.id} className="card item">
                <ClientFacts client={client} />
                {client.revokedAt === null && (
                  <ClientActions input={{ city: of.registeredBy.code, organisation, client: client.id }} />
                )}
              </li>
            ))}
          </ul>
        )}
      </Answered>
      <GraphLinks operation={ngoClients} variables={variables} />
    </section>
  )
}

function ClientFacts({ client }: { readonly client: Client }) {
  const say = useWords(clientWords)
  const language = useLanguage()
  const { id, name, scopes, createdAt, lastUsedAt, earlierSecretUntil, revokedAt } = client
  const moment = (text: string) => ({ moment: formatMoment(text, language) })
  return (
    <>
      <h3>{name}</h3>
      <p>{say('id', { id })}</p>
      <p>{scopes.length === 0 ? say('noScopes') : say('scopes', { scopes: scopes.join(' · ') })}</p>
      <p className="soft">
        {say('added', moment(createdAt))} · {lastUsedAt === null ? say('never') : say('used', moment(lastUsedAt))}
        {revokedAt !== null && <> · {say('revoked', moment(revokedAt))}</>}
      </p>
      {earlierSecretUntil !== null && <p>{say('earlier', moment(earlierSecretUntil))}</p>}
    </>
  )
}

interface ClientActionsProps {
  readonly input: { readonly city: string; readonly organisation: string; readonly client: string }
}

function ClientActions({ input }: ClientActionsProps) {
  const say = useWords(clientWords)
  return (
    <>
      <Action name={say('rotate')}>
        <WriteForm
          operation={rotateClientSecret}
          fixed={input}
          submit={say('rotateNow')}
          done={({ rotateClientSecret: made }) => say('told', { secret: made?.secret ?? '' })}
          fields={[{ name: 'hours', kind: 'number', label: say('hours'), help: say('hoursHelp'), value: '24' }]}
        />
      </Action>
      <WriteButton operation={revokeClient} input={input} label={say('revoke')} question={say('sureRevoke')} />
    </>
  )
}
