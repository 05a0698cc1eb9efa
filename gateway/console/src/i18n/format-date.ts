import type { Language } from '@shequ/schema/terms/term'
import { languageNames } from './language'

const zone = 'Asia/Shanghai'

/** A calendar day in words: `2025-09-15` gives 15 September 2025. */
export function formatDay(day: string, language: Language): string {
  const options = { dateStyle: 'long', timeZone: 'UTC' } as const
  return new Intl.DateTimeFormat(tagOf(language), options).format(new Date(`${day}T00:00:00Z`))
}

/** A moment as people in China read it. */
export function formatMoment(moment: string, language: Language): string {
  const options = { dateStyle: 'medium', timeStyle: 'short', timeZone: zone } as const
  return new Intl.DateTimeFormat(tagOf(language), options).format(new Date(moment))
}

/** The quarters of a year, in Chinese. */
const quarters: Readonly<Record<string, string>> = { Q1: '一', Q2: '二', Q3: '三', Q4: '四' }

/** A period of measures in words: `2025-Q1`, `2025-03` or `2025`. */
export function formatPeriod(period: string, language: Language): string {
  const [year = '', part] = period.split('-')
  if (part === undefined) return language === 'zh' ? `${year}年` : year
  if (part.startsWith('Q')) return language === 'zh' ? `${year}年第${quarters[part] ?? part}季度` : `${part} ${year}`
  const options = { year: 'numeric', month: 'short', timeZone: 'UTC' } as const
  return new Intl.DateTimeFormat(tagOf(language), options).format(new Date(`${period}-01T00:00:00Z`))
}

function tagOf(language: Language): string {
  return language === 'en' ? 'en-GB' : languageNames[language].tag
}
