/** The languages in which the hub speaks. English is what a client gets that asks for none. */
export const languages = ['en', 'zh'] as const
export type Language = (typeof languages)[number]

/** A name or sentence of the hub's own in each language. */
export type Term = Readonly<Record<Language, string>>

/** The names of an enum's values, by value. */
export type ValueTerms = Readonly<Record<string, Term>>

/** Names in English and Chinese, by what they name. */
export function termsOf<Name extends string>(
  names: Readonly<Record<Name, readonly [en: string, zh: string]>>,
): Readonly<Record<Name, Term>> {
  const terms = Object.entries<readonly [string, string]>(names).map(([name, [en, zh]]) => [name, { en, zh }])
  return Object.fromEntries(terms) as Record<Name, Term>
}
