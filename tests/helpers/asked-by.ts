import type { Page } from 'playwright-core'

/** The operation of a name that a page asked, from the link that hands it over to the explorer. */
export async function askedBy(
  page: Page,
  name: string,
): Promise<{ query: string; variables: Record<string, unknown> }> {
  const links = await page.locator('a[href^="/explore#"]').all()
  const addresses = await Promise.all(links.map((link) => link.getAttribute('href')))
  const handed = addresses.map((address) => new URLSearchParams(address?.split('#')[1]))
  const found = handed.find((parameters) => parameters.get('query')?.startsWith(`query ${name}(`))
  return {
    query: found?.get('query') ?? '',
    variables: JSON.parse(found?.get('variables') ?? '{}') as Record<string, unknown>,
  }
}
