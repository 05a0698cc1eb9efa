import { formatDay } from '../../i18n/format-date'
import { useLanguage } from '../../i18n/language'
import { useTerms } from '../../i18n/term-of'
import { useWords } from '../../i18n/words'
import type { CommunityView } from './community-page'
import { residentsWords } from './residents-words'
import '../../programmes/programmes.css'

/** What residents vote on, and what they decided. */
export function Decisions({ community: { proposals } }: { readonly community: CommunityView }) {
  const say = useWords(residentsWords)
  const term = useTerms()
  const language = useLanguage()
  return (
    <section aria-labelledby="decided">
      <h2 id="decided">{say('decided')}</h2>
      {proposals === null && <p>{say('notTold')}</p>}
      {proposals?.nodes.length === 0 && <p>{say('nothingDecided')}</p>}
      <ul className="decisions">
        {proposals?.nodes.map(
          (proposal) =>
            proposal && (
              <li key={proposal.id} className="card">
                <h3>{proposal.title}</h3>
                <p>{proposal.text}</p>
                <p className="programme-terms">
                  <span className="tag">
                    {proposal.outcome === null
                      ? term('ProposalStatus', proposal.status)
                      : term('ProposalOutcome', proposal.outcome)}
                  </span>
                  <span>
                    {say(proposal.status === 'OPEN' ? 'votingUntil' : 'closedOn', {
                      day: formatDay(proposal.votingUntil, language),
                    })}
                  </span>
                </p>
                {proposal.tally && <p>{say('votes', { ...proposal.tally })}</p>}
              </li>
            ),
        )}
      </ul>
    </section>
  )
}
