import type { Language } from './term.js'

const standard: Language = 'en'

/**
 * The language of an answer by the header `Accept-Language` (RFC 9110, 12.5.4): the one of the hub's that weighs most, of equal ones the first.
 * English for whoever names none of them.
 */
export function acceptedLanguage(header: string | undefined): Language {
  if (header === undefined) return standard
  const weighed = header.split(',').flatMap((range) => {
    const [tag = '', ...parameters] = range
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/)
    const language = /^(zh|en)(-|$)/.exec(tag)?.[1] as Language | undefined
    const weight = Number(/^q=([01](?:\.\d{0,3})?)$/.exec(parameters[0] ?? 'q=1')?.[1] ?? 0)
    return language === undefined || weight === 0 ? [] : [{ language, weight }]
  })
  const most = Math.max(...weighed.map(({ weight }) => weight))
  return weighed.find(({ weight }) => weight === most)?.language ?? standard
}
