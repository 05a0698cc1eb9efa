import { givenGrants } from '../../../generated/pages/autonomy/grants/given-grants'
import { grantAccess } from '../../../generated/pages/autonomy/grants/grant-access'
import { revokeAccess } from '../../../generated/pages/autonomy/grants/revoke-access'
import { GraphLinks } from '../../../graph/graph-links'
import { useAnswer } from '../../../graph/use-answer'
import { formatDay, formatMoment } from '../../../i18n/format-date'
import { useLanguage } from '../../../i18n/language'
import { useTerms } from '../../../i18n/term-of'
import { useWords } from '../../../i18n/words'
import { Answered } from '../../../states/answered'
import { Action } from '../../office/form/action'
import { todayInChina } from '../../office/form/field'
import { useChoices } from '../../office/form/use-choices'
import { WriteButton } from '../../office/form/write-button'
import { WriteForm } from '../../office/form/write-form'
import { Pager, usePlace } from '../../office/record/pager'
import { RecordTable } from '../../office/record/record-table'
import { autonomyWords } from '../autonomy-words'

/** Who may read more than the community shares, what for and how long. */
export function Grants({ community }: { readonly community: string }) {
  const say = useWords(autonomyWords)
  const term = useTerms()
  const choices = useChoices()
  const language = useLanguage()
  const place = usePlace()
  const variables = { community, after: place.after }
  const asked = useAnswer(givenGrants, variables)
  const days = (from: string, to: string) =>
    say('period', { from: formatDay(from, language), to: formatDay(to, language) })
  return (
    <section aria-labelledby="grants">
      <h2 id="grants">{say('grants')}</h2>
      <Action name={say('grant')}>
        <WriteForm
          operation={grantAccess}
          fixed={{ community }}
          submit={say('grantNow')}
          done={() => say('granted')}
          hasKey
          fields={[
            { name: 'organisation', kind: 'pick', of: 'organisation', isOptional: true, help: say('oneOfBoth') },
            { name: 'app', kind: 'line', isOptional: true },
            { name: 'scopes', kind: 'choices', choices: choices('AccessScope') },
            { name: 'purpose', kind: 'text' },
            { name: 'from', kind: 'day', value: todayInChina() },
            { name: 'until', kind: 'day' },
          ]}
        />
      </Action>
      <Answered
        of={asked}
        isEmpty={({ community: of }) => of?.accessGrants?.nodes.length === 0}
        empty={<p className="empty">{say('noGrants')}</p>}
      >
        {({ community: of }) => (
          <>
            <RecordTable
              name={say('grants')}
              rows={of?.accessGrants?.nodes ?? []}
              keyOf={({ id }) => id}
              columns={[
                { head: say('who'), render: ({ app, organisation }) => organisation?.name ?? app },
                {
                  head: say('rights'),
                  render: ({ scopes }) => scopes.map((scope) => term('AccessScope', scope)).join(' · '),
                },
                { head: say('purpose'), render: ({ purpose }) => purpose },
                { head: say('term'), render: ({ from, until }) => days(from, until) },
                {
                  head: say('state'),
                  render: ({ revokedAt }) =>
                    revokedAt === null ? say('inForce') : say('revoked', { moment: formatMoment(revokedAt, language) }),
                },
                {
                  head: say('actions'),
                  render: ({ id, revokedAt }) =>
                    revokedAt === null && (
                      <WriteButton
                        operation={revokeAccess}
                        input={{ community, accessGrant: id }}
                        label={say('revoke')}
                        question={say('sureRevoke')}
                      />
                    ),
                },
              ]}
            />
            {of?.accessGrants && <Pager of={of.accessGrants} place={place} />}
          </>
        )}
      </Answered>
      <GraphLinks operation={givenGrants} variables={variables} />
    </section>
  )
}
