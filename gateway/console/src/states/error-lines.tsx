import type { GraphError } from '../graph/answer'
import { useWords } from '../i18n/words'
import { stateWords } from './state-words'

/** The hub's own words for each error, those that are alike once, with the reference where there is one. */
export function ErrorLines({ errors }: { readonly errors: readonly GraphError[] }) {
  const say = useWords(stateWords)
  const byMessage = new Map(errors.map((error) => [error.message, error]))
  return (
    <ul className="error-lines">
      {[...byMessage.values()].map(({ message, code, reference }) => (
        <li key={message} data-code={code}>
          {message}
          {reference !== null && <small>{say('reference', { reference })}</small>}
        </li>
      ))}
    </ul>
  )
}
