import { tierBorough } from '../../generated/pages/operator/tier-borough'
import { tierCity } from '../../generated/pages/operator/tier-city'
import { tierCommunity } from '../../generated/pages/operator/tier-community'
import { GraphLinks } from '../../graph/graph-links'
import { type Asked, useAnswer } from '../../graph/use-answer'
import { formatMoment } from '../../i18n/format-date'
import { useLanguage } from '../../i18n/language'
import { useWords } from '../../i18n/words'
import { Failed } from '../../states/failed'
import { every } from './every'
import { operatorWords } from './operator-words'

/** Whether each tier answers a small question. */
export function TierStates({ city }: { readonly city: string }) {
  const say = useWords(operatorWords)
  const variables = { city }
  const [ofCity, ofBorough, ofCommunity] = [
    useAnswer(tierCity, variables, { every }),
    useAnswer(tierBorough, variables, { every }),
    useAnswer(tierCommunity, variables, { every }),
  ]
  return (
    <section aria-labelledby="tiers">
      <h2 id="tiers">{say('tiers')}</h2>
      <ul className="cards">
        <TierState name={say('city')} asked={ofCity} />
        <TierState name={say('borough')} asked={ofBorough} />
        <TierState name={say('community')} asked={ofCommunity} />
      </ul>
      <GraphLinks operation={tierCommunity} variables={variables} />
    </section>
  )
}

function TierState<Data>({ name, asked }: { readonly name: string; readonly asked: Asked<Data> }) {
  const say = useWords(operatorWords)
  const language = useLanguage()
  const state = stateOf(asked)
  return (
    <li className={`card tier tier-${state}`}>
      <h3>{name}</h3>
      <p className="card-figure">{say(state)}</p>
      {asked.dataUpdatedAt > 0 && (
        <p className="operator-text">
          {say('seenAt', { moment: formatMoment(new Date(asked.dataUpdatedAt).toISOString(), language) })}
        </p>
      )}
      {asked.error && <Failed error={asked.error} onAgain={() => void asked.refetch()} />}
    </li>
  )
}

function stateOf<Data>({ isPending, isError, data }: Asked<Data>): 'asking' | 'silent' | 'partly' | 'answers' {
  if (isPending) return 'asking'
  if (isError) return 'silent'
  return (data?.errors.length ?? 0) > 0 ? 'partly' : 'answers'
}
