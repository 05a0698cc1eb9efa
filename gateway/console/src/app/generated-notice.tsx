import { formatDay } from '../i18n/format-date'
import { useLanguage } from '../i18n/language'
import { useWords } from '../i18n/words'
import { appWords } from './app-words'
import { useCity } from './use-city'

/** Says plainly, over every page, that the city's activity was generated. */
export function GeneratedNotice() {
  const say = useWords(appWords)
  const language = useLanguage()
  const activity = useCity()?.generatedActivity
  if (!activity) return null
  return <p className="generated wide">{say('generated', { day: formatDay(activity.day, language) })}</p>
}
