import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { parseSearch, stringifySearch } from '../../../app/search-params'
import { useWords } from '../../../i18n/words'
import { plannerWords } from '../planner-words'
import type { PlannerQuestion } from '../question/planner-question'
import { readPlannerSearch } from '../question/planner-search'
import { writeQuestion } from '../question/question-address'
import { useSavedQuestions } from './saved-questions'

/** The questions saved in this browser, and a place to save the one on the page. */
export function SavedList({ question }: { readonly question: PlannerQuestion }) {
  const say = useWords(plannerWords)
  const { saved, save, forget } = useSavedQuestions()
  const [name, setName] = useState('')
  const [copied, setCopied] = useState<string | null>(null)
  const address = stringifySearch(writeQuestion(question))
  const whole = `${window.location.origin}/console/planner${address}`
  const copy = async () => {
    await copyText(whole)
    setCopied(whole)
  }
  return (
    <details className="ready" open={saved.length > 0}>
      <summary>{say('saved')}</summary>
      <ul>
        {saved.map((one) => (
          <li key={one.name}>
            <Link to="/planner" search={readPlannerSearch(parseSearch(one.address))}>
              {one.name}
            </Link>{' '}
            <button
              type="button"
              className="small"
              aria-label={say('forget', { name: one.name })}
              onClick={() => forget(one.name)}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
      <form
        className="line"
        onSubmit={(event) => {
          event.preventDefault()
          if (name.trim() !== '') save({ name: name.trim(), address })
          setName('')
        }}
      >
        <label className="choice">
          <span>{say('saveAs')}</span>
          <input type="text" value={name} maxLength={100} onChange={({ target }) => setName(target.value)} />
        </label>
        <button type="submit" className="button">
          {say('save')}
        </button>
        <button type="button" className="button" onClick={() => void copy()}>
          {say('copy')}
        </button>
        <span role="status">{copied === whole && (hasClipboard() ? say('copied') : say('copyThis'))}</span>
        {copied === whole && !hasClipboard() && (
          <input
            type="text"
            readOnly
            aria-label={say('copy')}
            value={whole}
            onFocus={({ target }) => target.select()}
          />
        )}
      </form>
    </details>
  )
}

/** Browsers give pages the clipboard over HTTPS and on one's own machine alone. Elsewhere the address is shown to be copied by hand. */
function hasClipboard(): boolean {
  return window.isSecureContext
}

async function copyText(text: string): Promise<void> {
  if (hasClipboard()) await navigator.clipboard.writeText(text)
}
