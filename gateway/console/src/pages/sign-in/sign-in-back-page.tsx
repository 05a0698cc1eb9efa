import { Link, useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useWords } from '../../i18n/words'
import { comeBack, readSignInSettings } from '../../session/sign-in-by-issuer'
import { Notice } from '../../states/notice'
import { signInWords } from './sign-in-words'

/** Where the issuer sends people back to: takes the token, and leads to the page that they came from. */
export function SignInBackPage() {
  const say = useWords(signInWords)
  const navigate = useNavigate()
  const [fault, setFault] = useState<string>()
  const hasBegun = useRef(false)
  useEffect(() => {
    // What the issuer sent along is good once.
    if (hasBegun.current) return
    hasBegun.current = true
    readSignInSettings()
      .then(comeBack)
      .then((to) => navigate({ to, replace: true }))
      .catch((error: Error) => setFault(error.message))
  }, [navigate])
  return (
    <>
      <h1>{say('title')}</h1>
      {fault === undefined ? (
        <p role="status">{say('back')}</p>
      ) : (
        <Notice kind="refused" title={say('failed')}>
          <p>{fault}</p>
          <Link to="/sign-in">{say('again')}</Link>
        </Notice>
      )}
    </>
  )
}
