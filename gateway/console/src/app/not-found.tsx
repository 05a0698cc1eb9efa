import { Link } from '@tanstack/react-router'
import { useWords } from '../i18n/words'
import { appWords } from './app-words'

/** An address of the console at which nothing stands. */
export function NotFound() {
  const say = useWords(appWords)
  return (
    <>
      <h1>{say('notFound')}</h1>
      <p>
        <Link to="/">{say('home')}</Link>
      </p>
    </>
  )
}
