import { castVote } from '../../../generated/pages/office/proposals/cast-vote'
import { closeProposal } from '../../../generated/pages/office/proposals/close-proposal'
import { officeProposals } from '../../../generated/pages/office/proposals/office-proposals'
import { openProposal } from '../../../generated/pages/office/proposals/open-proposal'
import { GraphLinks } from '../../../graph/graph-links'
import { useAnswer } from '../../../graph/use-answer'
import { formatDay } from '../../../i18n/format-date'
import { useLanguage } from '../../../i18n/language'
import { useTerms } from '../../../i18n/term-of'
import { useWords } from '../../../i18n/words'
import { Answered } from '../../../states/answered'
import { Action } from '../form/action'
import { todayInChina } from '../form/field'
import { useChoices } from '../form/use-choices'
import { WriteButton } from '../form/write-button'
import { WriteForm } from '../form/write-form'
import { officeWords } from '../office-words'
import { Pager, usePlace } from '../record/pager'

/** What residents decide, with votes as long as voting is open. */
export function Proposals({ community }: { readonly community: string }) {
  const say = useWords(officeWords)
  const term = useTerms()
  const choices = useChoices()
  const language = useLanguage()
  const place = usePlace()
  const variables = { community, after: place.after }
  const asked = useAnswer(officeProposals, variables)
  return (
    <section aria-labelledby="proposals">
      <h2 id="proposals">{say('proposals')}</h2>
      <Action name={say('openProposal')}>
        <WriteForm
          operation={openProposal}
          fixed={{ community }}
          submit={say('openNow')}
          hasKey
          fields={[
            { name: 'title', kind: 'line' },
            { name: 'text', kind: 'text' },
            { name: 'openedOn', kind: 'day', value: todayInChina() },
            { name: 'votingUntil', kind: 'day' },
          ]}
        />
      </Action>
      <Answered of={asked} isEmpty={({ community: of }) => !of?.proposals || of.proposals.nodes.length === 0}>
        {({ community: of }) => (
          <>
            <ul className="items">
              {of?.proposals?.nodes.map(({ id, title, text, status, votingUntil, outcome, tally }) => (
                <li key={id} className="card item">
                  <h3>{title}</h3>
                  <p>{text}</p>
                  <p className="soft">
                    {term('ProposalStatus', status)} · {say('until', { day: formatDay(votingUntil, language) })}
                    {outcome !== null && <> · {term('ProposalOutcome', outcome)}</>}
                    {tally !== null && <> · {say('tally', tally)}</>}
                  </p>
                  {status === 'OPEN' && (
                    <>
                      <Action name={say('vote')}>
                        <WriteForm
                          operation={castVote}
                          fixed={{ community, proposal: id }}
                          submit={say('voteNow')}
                          done={() => say('counted')}
                          fields={[
                            { name: 'resident', kind: 'line' },
                            { name: 'choice', kind: 'choice', choices: choices('VoteChoice') },
                          ]}
                        />
                      </Action>
                      <WriteButton
                        operation={closeProposal}
                        input={{ community, proposal: id }}
                        label={say('close')}
                        question={say('sureClose')}
                      />
                    </>
                  )}
                </li>
              ))}
            </ul>
            {of?.proposals && <Pager of={of.proposals} place={place} />}
          </>
        )}
      </Answered>
      <GraphLinks operation={officeProposals} variables={variables} />
    </section>
  )
}
