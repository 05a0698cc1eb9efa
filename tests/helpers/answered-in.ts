import type { Page } from 'playwright-core'
import { askedBy } from './asked-by.js'

/** The question of the answer that a page of the builder shows, as it would be asked of the graph; null while the next one is on its way. */
export async function answeredIn(page: Page): Promise<object | null> {
  if ((await page.locator('.answer').getAttribute('aria-busy')) === 'true') return null
  const { variables } = await askedBy(page, 'PlannerAnswer')
  const { first: _, ...query } = (variables['question'] ?? {}) as { first: number } & Record<string, unknown>
  const { within, beside } = variables
  return { within, ...(beside === undefined ? {} : { beside }), query }
}
