import { formatDay } from '../../i18n/format-date'
import { useLanguage } from '../../i18n/language'
import { useWords } from '../../i18n/words'
import { todayInChina } from '../office/form/field'
import { governmentWords } from './government-words'

interface GuidanceTextProps {
  readonly of: {
    readonly title: string
    readonly text: string
    readonly issuedOn: string
    readonly answerBy: string | null
  }
}

/** What guidance says, and when it was issued, whoever issued it. */
export function GuidanceText({ of: { title, text, issuedOn, answerBy } }: GuidanceTextProps) {
  const say = useWords(governmentWords)
  const language = useLanguage()
  return (
    <>
      <h3>{title}</h3>
      <p>{text}</p>
      <p className="soft">
        {say('issued', { day: formatDay(issuedOn, language) })}
        {answerBy !== null && <> · {say('answerBy', { day: formatDay(answerBy, language) })}</>}
      </p>
    </>
  )
}

/** What is asked of guidance to issue, but for whom it addresses. */
export function guidanceFields() {
  return [
    { name: 'title', kind: 'line' },
    { name: 'text', kind: 'text' },
    { name: 'issuedOn', kind: 'day', value: todayInChina() },
    { name: 'answerBy', kind: 'day', isOptional: true },
  ] as const
}
