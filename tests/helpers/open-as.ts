import type { TestBrowser, Visit } from './open-browser.js'
import type { TestHub } from './start-hub.js'

/** Whom a test looks at the console as. */
interface Viewer {
  readonly role: 'planner' | 'city-office' | 'borough-office' | 'community-office' | 'ngo' | 'operator'
  readonly borough?: string
  readonly community?: string
  readonly organisation?: string
}

/** Opens a page of the console as an office, by the chooser of roles of `npm start`. */
export async function openAs(
  hub: TestHub,
  browser: TestBrowser,
  path: string,
  { role, borough, community, organisation }: Viewer,
  look: Parameters<TestBrowser['open']>[1] = {},
): Promise<Visit> {
  const visit = await browser.open(`/console/sign-in?from=${encodeURIComponent(path)}#try=${hub.tryingSecret}`, look)
  const { page } = visit
  const chooser = page.locator('.role-chooser')
  const choices = chooser.locator('select')
  await choices.nth(0).selectOption(role)
  if (borough !== undefined) await choices.nth(1).selectOption(borough)
  if (organisation !== undefined) await choices.nth(1).selectOption(organisation)
  if (community !== undefined) await choices.nth(2).selectOption(community)
  await chooser.locator('.button-main').click()
  await page.waitForURL(
    ({ pathname, searchParams }) => pathname === `/console${path.split('?')[0]}` && searchParams.get('from') !== path,
  )
  await visit.settled()
  return visit
}
