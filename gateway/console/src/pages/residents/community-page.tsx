import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { type ResidentsCommunityQuery, residentsCommunity } from '../../generated/pages/residents/residents-community'
import { isLackOfRights } from '../../graph/answer'
import { GraphLinks } from '../../graph/graph-links'
import { useAnswer } from '../../graph/use-answer'
import { useLanguage } from '../../i18n/language'
import { useWords } from '../../i18n/words'
import { Answered } from '../../states/answered'
import { Decisions } from './decisions'
import { Money } from './money'
import { Offers } from './offers'
import { residentsWords } from './residents-words'
import { TakePart } from './take-part'
import './residents.css'

/** A community as its residents see it. What it does not publish is null. */
export type CommunityView = NonNullable<ResidentsCommunityQuery['community']>

/** The residents' view of a community, on a phone first: public, and without a token. */
export function CommunityPage() {
  const say = useWords(residentsWords)
  const { community: code } = useParams({ from: '/residents/$community' })
  const [now] = useState(() => new Date().toISOString())
  const variables = { code, now }
  const asked = useAnswer(residentsCommunity, variables)
  return (
    <div className="community">
      <p>
        <Link to="/residents">{say('other')}</Link>
      </p>
      {!asked.data?.data.community && <h1>{say('title')}</h1>}
      <Answered
        of={asked}
        isSaid={isLackOfRights}
        isEmpty={({ community }) => community === null}
        empty={<p>{say('unknown', { code })}</p>}
      >
        {({ community }) =>
          community && (
            <>
              <Heading community={community} />
              <Offers community={community} now={now} />
              <Decisions community={community} />
              <Money community={community} />
              <TakePart community={community} />
            </>
          )
        }
      </Answered>
      <GraphLinks operation={residentsCommunity} variables={variables} />
    </div>
  )
}

function Heading({ community }: { readonly community: CommunityView }) {
  const say = useWords(residentsWords)
  const language = useLanguage()
  const { name, borough, street, residents, residentsEstimated, profile } = community
  const count = residents === null ? null : new Intl.NumberFormat(language).format(residents)
  const where = [
    borough?.name,
    street?.name,
    count === null ? undefined : say(residentsEstimated ? 'estimated' : 'residents', { count }),
  ]
  return (
    <>
      <h1>{name}</h1>
      <p className="lead">{where.filter((part) => part !== undefined).join(' · ')}</p>
      {profile?.introduction && <p>{profile.introduction}</p>}
    </>
  )
}
