import type { Page } from 'playwright-core'

/** What a planner does with the controls of the builder, by the names that stand on the page. */
export function plannerSteps(page: Page) {
  return {
    choose: (label: string, option: string) => page.getByLabel(label, { exact: true }).selectOption({ label: option }),
    pick: (label: string, option: string) => pickIn(page, label, option),
    tick: (name: string) => page.getByRole('checkbox', { name, exact: true }).check(),
    untick: (name: string) => page.getByRole('checkbox', { name, exact: true }).uncheck(),
    press: (name: string) => page.getByRole('button', { name, exact: true }).click(),
    open: (summary: string) => page.getByText(summary, { exact: true }).click(),
    write: (label: string, text: string) => page.getByLabel(label, { exact: true }).fill(text),
  }
}

/** Ticks what has a name in a list that is found by typing, and closes the list. */
export async function pickIn(page: Page, label: string, option: string): Promise<void> {
  const input = page.getByRole('combobox', { name: label, exact: true })
  await input.fill(option)
  await page.getByRole('listbox').getByRole('option', { name: option, exact: true }).click()
  await page.keyboard.press('Escape')
}
