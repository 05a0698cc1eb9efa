import { useWords } from '../../i18n/words'
import { OfferedProgramme } from '../../programmes/offered-programme'
import type { CommunityView } from './community-page'
import { residentsWords } from './residents-words'

interface OffersProps {
  readonly community: CommunityView
  readonly now: string
}

/** What is on: when, where, and whether places are left. */
export function Offers({ community: { programmes }, now }: OffersProps) {
  const say = useWords(residentsWords)
  return (
    <section aria-labelledby="on">
      <h2 id="on">{say('on')}</h2>
      {programmes === null && <p>{say('notTold')}</p>}
      {programmes?.nodes.length === 0 && <p>{say('nothingOn')}</p>}
      <ul className="cards">
        {programmes?.nodes.map(
          (programme, index) =>
            programme && (
              <OfferedProgramme
                key={index}
                programme={{ ...programme, sessions: programme.sessions.nodes, community: null }}
                from={now}
              />
            ),
        )}
      </ul>
      {programmes && programmes.totalCount > programmes.nodes.length && (
        <p className="coverage">{say('onMore', { shown: programmes.nodes.length, count: programmes.totalCount })}</p>
      )}
    </section>
  )
}
