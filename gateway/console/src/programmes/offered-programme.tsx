import { Link } from '@tanstack/react-router'
import { formatDay, formatMoment } from '../i18n/format-date'
import { useLanguage } from '../i18n/language'
import { useTerms } from '../i18n/term-of'
import { useWords } from '../i18n/words'
import { programmeWords } from './programme-words'
import './programmes.css'

/** A programme of the catalogue: the fragment `OfferedProgramme`. */
export interface OfferedProgrammeFields {
  readonly title: string
  readonly kind: string
  readonly audience: readonly string[]
  readonly startsOn: string
  readonly endsOn: string
  readonly places: string
  readonly fee: string
  readonly sessions: readonly { readonly startsAt: string; readonly endsAt: string }[]
  /** Null also where all are of one. */
  readonly community: { readonly code: string; readonly name: string } | null
  readonly educationCentre: { readonly name: string; readonly address: string } | null
}

interface OfferedProgrammeProps {
  readonly programme: OfferedProgrammeFields
  /** The moment from which the next session is looked for. */
  readonly from: string
}

/** What is on: when, where, for whom, at what price, and whether places are left. */
export function OfferedProgramme({ programme, from }: OfferedProgrammeProps) {
  const say = useWords(programmeWords)
  const term = useTerms()
  const language = useLanguage()
  const { title, kind, audience, startsOn, endsOn, places, fee, sessions, community, educationCentre } = programme
  const next = sessions.find(({ endsAt }) => endsAt >= from)
  const price = new Intl.NumberFormat(language, { style: 'currency', currency: 'CNY', currencyDisplay: 'narrowSymbol' })
  const where = [educationCentre?.name, educationCentre?.address].filter((part) => part !== undefined).join(' · ')
  return (
    <li className="card programme">
      <h3>{title}</h3>
      <p className="programme-when">
        {next
          ? say('next', { when: formatMoment(next.startsAt, language) })
          : say('span', { from: formatDay(startsOn, language), to: formatDay(endsOn, language) })}
      </p>
      <p>
        {community && (
          <Link to="/residents/$community" params={{ community: community.code }}>
            {community.name}
          </Link>
        )}{' '}
        {where}
      </p>
      <p className="programme-terms">
        <span className="tag" data-places={places}>
          {term('Places', places)}
        </span>
        <span className="tag">{term('ProgrammeKind', kind)}</span>
        <span className="tag">{Number(fee) === 0 ? say('free') : price.format(Number(fee))}</span>
        <span className="tag">
          {audience.length === 0
            ? say('everybody')
            : audience.map((group) => term('LearnerGroup', group)).join(language === 'zh' ? '、' : ', ')}
        </span>
      </p>
    </li>
  )
}
