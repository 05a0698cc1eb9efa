import type { Language } from '@shequ/schema/terms/term'

const options = { style: 'currency', currency: 'CNY', currencyDisplay: 'narrowSymbol' } as const

/** An amount in yuan, as the graph gives it: `12345.50` gives ¥12,345.50. No digit is lost, however many there are. */
export function formatMoney(amount: string, language: Language): string {
  return new Intl.NumberFormat(language, options).format(amount as `${number}`)
}
