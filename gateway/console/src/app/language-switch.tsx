import { languages } from '@shequ/schema/terms/term'
import { changeLanguage, languageNames, useLanguage } from '../i18n/language'
import { useWords } from '../i18n/words'
import { appWords } from './app-words'

/** One button for each language, in that language. */
export function LanguageSwitch() {
  const say = useWords(appWords)
  const current = useLanguage()
  return (
    <div className="languages" role="group" aria-label={say('language')}>
      {languages.map((language) => (
        <button
          key={language}
          type="button"
          lang={languageNames[language].tag}
          aria-pressed={language === current}
          onClick={() => changeLanguage(language)}
        >
          {languageNames[language].name}
        </button>
      ))}
    </div>
  )
}
