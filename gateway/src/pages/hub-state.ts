import type { AskGraph } from '../export/read-pages.js'

const question = '{ cities { name generatedActivity { day announcedUntil } closing { closed due } } }'

interface CityState {
  readonly name: string
  readonly generatedActivity: { readonly day: string; readonly announcedUntil: string | null } | null
  readonly closing: { readonly closed: number; readonly due: number } | null
}

/**
 * What the start page says of each city: for which day its activity was generated, and how far its figures are worked out. In HTML.
 */
export async function describeState(ask: AskGraph): Promise<string> {
  const { data, errors = [] } = await ask(question, {}).catch(() => ({ data: null, errors: [] }))
  const cities = (data as { readonly cities?: readonly CityState[] } | null | undefined)?.cities
  if (!cities || errors.length > 0) return 'The hub can’t tell now: its city tier does not answer.'
  if (cities.length === 0) return 'No city is loaded.'
  return cities.map(describeCity).join('<br />')
}

function describeCity({ name, generatedActivity, closing }: CityState): string {
  return `${escapeHtml(name)}: ${describeActivity(generatedActivity)}; ${describeClosing(closing)}.`
}

function describeActivity(activity: CityState['generatedActivity']): string {
  if (!activity) return 'no activity was generated'
  const { day, announcedUntil } = activity
  return announcedUntil
    ? `activity generated for ${day}, programmes announced until ${announcedUntil}`
    : `activity generated until ${day}`
}

function describeClosing(closing: CityState['closing']): string {
  if (!closing) return 'no figures are worked out yet'
  const { closed, due } = closing
  return closed < due
    ? `figures of ${closed} of ${due} periods are worked out, the others are PENDING`
    : `figures of all ${due} periods are worked out`
}

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
