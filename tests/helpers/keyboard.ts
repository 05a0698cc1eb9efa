import type { Locator, Page } from 'playwright-core'

/** How many times the key is pressed before something counts as out of its reach. */
const most = 150

/** What of an element tells whether it has the focus. */
interface Focusable {
  readonly ownerDocument: { readonly activeElement: unknown }
}

/** Presses Tab until something has the focus, as somebody without a mouse comes to it. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor()
  for (let presses = 0; presses < most; presses++) {
    await page.keyboard.press('Tab')
    if (await target.evaluate((element: Focusable) => element === element.ownerDocument.activeElement)) return
  }
  throw new Error(`Expected Tab to reach ${String(target)} within ${most} presses.`)
}
