import i18next from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'
import { type Language, languages } from '@shequ/schema/terms/term'

/** The name of each language in itself, and its tag for the page. */
export const languageNames: Readonly<Record<Language, { readonly name: string; readonly tag: string }>> = {
  zh: { name: '中文', tag: 'zh-Hans' },
  en: { name: 'English', tag: 'en' },
}

const storedAs = 'console-language'

/** The words of pages. Each part adds its own when it is loaded. */
export const words = i18next.createInstance()

void words.use(initReactI18next).init({
  lng: firstLanguage(),
  fallbackLng: false,
  resources: {},
  initAsync: false,
  interpolation: { escapeValue: false },
  react: { useSuspense: false },
})
markPage()

/** The language of the page now. */
export function languageNow(): Language {
  return asLanguage(words.language) ?? 'en'
}

/** The language of the page, for a component that shows it. */
export function useLanguage(): Language {
  const { i18n } = useTranslation(undefined, { i18n: words })
  return asLanguage(i18n.language) ?? 'en'
}

/** Shows everything in another language, here and the next time. */
export function changeLanguage(language: Language): void {
  void words.changeLanguage(language)
  localStorage.setItem(storedAs, language)
  markPage()
}

/** What the address says, else what was chosen before, else the first language of the browser that the console has. */
function firstLanguage(): Language {
  if (typeof window === 'undefined') return 'en'
  const wanted = [
    new URLSearchParams(window.location.search).get('lang'),
    localStorage.getItem(storedAs),
    ...navigator.languages,
  ]
  return wanted.map(asLanguage).find((language) => language !== undefined) ?? 'en'
}

function asLanguage(tag: string | null | undefined): Language | undefined {
  return languages.find((language) => tag === language || tag?.toLowerCase().startsWith(`${language}-`))
}

function markPage(): void {
  if (typeof document !== 'undefined') document.documentElement.lang = languageNames[languageNow()].tag
}
