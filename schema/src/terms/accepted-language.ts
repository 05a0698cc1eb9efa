import { type Language, languages } from './term.js'

const standard: Language = 'en'

/**
 * The language of an answer by the header `Accept-Language` (RFC 9110, 12.5.4): the one of the hub's that weighs most, of equal ones the first.
 * English for whoever names none of them.
 */
export function acceptedLanguage(header = ''): Language {
  const weighed = header.split(',').flatMap((range) => {
    const [tag = '', q = 'q=1'] = range
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/)
    const language = languages.find((known) => tag === known || tag.startsWith(`${known}-`))
    const weight = Number(/^q=([01](?:\.\d{0,3})?)$/.exec(q)?.[1] ?? 0)
    return language === undefined || weight === 0 ? [] : [{ language, weight }]
  })
  return weighed.toSorted((one, other) => other.weight - one.weight)[0]?.language ?? standard
}
