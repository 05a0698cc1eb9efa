import type { Locator, Page } from 'playwright-core'

/** How often Tab is pressed before a control counts as out of reach. */
const mostSteps = 150

/**
 * Goes to a control as people do who have no mouse: by Tab alone, from where the focus is, and round the page once.
 *
 * @throws {Error} when it can't be reached so.
 */
export async function tabTo(page: Page, target: Locator): Promise<Locator> {
  await target.waitFor()
  for (let step = 0; step < mostSteps; step++) {
    if ((await target.and(page.locator(':focus')).count()) > 0) return target
    await page.keyboard.press('Tab')
  }
  throw new Error(`Expected Tab to lead to ${String(target)}, but it did not in ${mostSteps} steps.`)
}

/** Goes to a control by Tab, and presses keys there. */
export async function pressAt(page: Page, target: Locator, ...keys: readonly string[]): Promise<void> {
  await tabTo(page, target)
  for (const key of keys) await page.keyboard.press(key)
}

/** Goes to a field by Tab, and types into it in place of what stands there. */
export async function typeAt(page: Page, target: Locator, text: string): Promise<void> {
  await tabTo(page, target)
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type(text)
}
