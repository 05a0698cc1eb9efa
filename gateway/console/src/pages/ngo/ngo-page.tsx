import { Link } from '@tanstack/react-router'
import { useCity } from '../../app/use-city'
import { useWords } from '../../i18n/words'
import { useSession } from '../../session/session'
import { NgoClients } from './clients/ngo-clients'
import { NgoConsignments } from './ngo-consignments'
import { ngoWords } from './ngo-words'
import { NgoUsage } from './ngo-usage'
import './ngo.css'

/** For an organisation: what it runs, what it has left, its clients, and the way to access. */
export function NgoPage() {
  const say = useWords(ngoWords)
  const { role, organisation } = useSession()
  const city = useCity()?.code
  return (
    <>
      <h1>{say('title')}</h1>
      <p className="lead">{say('lead')}</p>
      <ul className="ngo-doors">
        <li>
          <Link className="button" to="/ngo/contract">
            {say('contract')}
          </Link>
        </li>
        <li>
          <a className="button" href="/access">
            {say('ask')}
          </a>{' '}
          {say('askLead')}
        </li>
      </ul>
      {role === 'ngo' && organisation !== null && city !== undefined ? (
        <>
          <NgoConsignments organisation={organisation} city={city} />
          <NgoUsage organisation={organisation} city={city} />
          <NgoClients organisation={organisation} />
        </>
      ) : (
        <p>
          {say('notSignedIn')}{' '}
          <Link to="/sign-in" search={{ from: '/ngo' }}>
            {say('signIn')}
          </Link>
        </p>
      )}
    </>
  )
}
