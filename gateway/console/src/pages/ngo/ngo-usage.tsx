import { useQuery } from '@tanstack/react-query'
import { useLanguage } from '../../i18n/language'
import { useWords } from '../../i18n/words'
import { useSession } from '../../session/session'
import { Failed } from '../../states/failed'
import { askCost } from './ask-cost'
import { ngoWords } from './ngo-words'

/** What the organisation has used in this minute, and what it has left. */
export function NgoUsage({ organisation, city }: { readonly organisation: string; readonly city: string }) {
  const say = useWords(ngoWords)
  const language = useLanguage()
  const { number } = useSession()
  const { data, error, refetch } = useQuery({
    queryKey: ['ngo-usage', organisation, city, number],
    queryFn: () => askCost({ organisation, city }),
    retry: false,
    staleTime: 0,
    refetchInterval: 15_000,
  })
  const points = (value: number | null | undefined) =>
    value === null || value === undefined ? say('uncounted') : value.toLocaleString(language)
  const used = data === undefined || data.left === null || data.quota === null ? null : data.quota - data.left
  return (
    <section aria-labelledby="usage">
      <h2 id="usage">{say('usage')}</h2>
      <p className="ngo-text">{say('usageLead')}</p>
      {error && <Failed error={error} onAgain={() => void refetch()} />}
      {data && (
        <dl className="ngo-usage">
          <dt>{say('left')}</dt>
          <dd>{points(data.left)}</dd>
          <dt>{say('used')}</dt>
          <dd>{points(used)}</dd>
          <dt>{say('limit')}</dt>
          <dd>{points(data.limit)}</dd>
          <dt>{say('cost')}</dt>
          <dd>{points(data.actual)}</dd>
        </dl>
      )}
    </section>
  )
}
