import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { useWords } from '../../i18n/words'
import { goToIssuer, readSignInSettings } from '../../session/sign-in-by-issuer'
import { mayTryRoles } from '../../session/try-role'
import { Failed } from '../../states/failed'
import { RoleChooser } from './role-chooser'
import { signInWords } from './sign-in-words'
import './sign-in.css'

/** Where people sign in: by the issuer, or on their own machine by choosing a role. */
export function SignInPage() {
  const say = useWords(signInWords)
  const { from = '/' } = useSearch({ from: '/sign-in' })
  const [mayTry] = useState(mayTryRoles)
  const settings = useQuery({ queryKey: ['sign-in.json'], queryFn: readSignInSettings })
  const [error, setError] = useState<Error>()
  const { data } = settings
  return (
    <>
      <h1>{say('title')}</h1>
      <p className="lead">{say('lead')}</p>
      {error && <Failed error={error} />}
      {settings.error && <Failed error={settings.error} onAgain={() => void settings.refetch()} />}
      {data && data.issuer === null && <p>{say('noIssuer')}</p>}
      {data && data.issuer !== null && (
        <p>
          <Button className="button button-main" onPress={() => void goToIssuer(data, from).catch(setError)}>
            {say('byIssuer')}
          </Button>
          <span className="sign-in-where">{say('byIssuerLead', { issuer: new URL(data.issuer).host })}</span>
        </p>
      )}
      {mayTry ? <RoleChooser returnTo={from} /> : <p className="sign-in-trying">{say('tryingNo')}</p>}
    </>
  )
}
