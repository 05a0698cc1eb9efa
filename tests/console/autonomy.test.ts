import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openAs } from '../helpers/open-as.js'
import { type TestBrowser, type Visit, chromiumPath, languages, openBrowser } from '../helpers/open-browser.js'
import { type TestHub, startReturnedHub } from '../helpers/start-hub.js'

const [city, borough, community] = ['310000000000', '310101000000', '310101002001']
const office = { role: 'community-office', borough, community } as const

describe.skipIf(chromiumPath === undefined)("a community's autonomy", () => {
  let hub: TestHub
  let browser: TestBrowser
  beforeAll(async () => {
    hub = await startReturnedHub()
    browser = await openBrowser(hub.url)
  }, 240_000)
  afterAll(async () => {
    await browser?.close()
    await hub?.close()
  })

  test.each(languages)('stands whole at each width in %s, section by section', async (language) => {
    const visit = await openAs(hub, browser, '/autonomy', office, { language })
    for (const place of [0, 1, 2, 3]) {
      await visit.page.locator('.sections a').nth(place).click()
      await visit.page.locator('.sections a[aria-current="page"]').nth(0).waitFor()
      await visit.settled()
      expect(await visit.page.locator('main h2').count()).toBeGreaterThan(0)
      expect(await visit.wrongAtAnyWidth()).toEqual([])
    }
    expect(visit.faults).toEqual([])
    await visit.close()
  })

  /** What a planner's table has of the community in the last quarter. */
  async function planned(measure: string) {
    const { data, errors } = await hub.ask<{
      measures: { rows: { cells: { status: string; low: number; high: number }[] }[] }
    }>(
      `{ measures(within: "${borough}", query: {measures: [${measure}], groupBy: [COMMUNITY], from: "2025-10", to: "2025-12",
        grain: QUARTER, filter: {communities: ["${community}"]}}) { rows { cells { status low high } } } }`,
      {},
      await hub.token('planner', city),
    )
    expect(errors).toBeUndefined()
    return data.measures.rows[0]?.cells[0]
  }

  /** The same as the console shows it to a planner. */
  async function shownToPlanner() {
    const question = `within=${borough}&measures=PROGRAMMES&groupBy=COMMUNITY&from=2025-10&to=2025-12&grain=QUARTER&view=table`
    const visit = await openAs(hub, browser, `/planner?${question}`, { role: 'planner' })
    const figure = visit.page.getByRole('row', { name: '云南中路居委会' }).locator('.figure')
    const text = await figure.innerText()
    await visit.close()
    return text
  }

  const datasetOf = (page: Visit['page'], name: string) => page.getByRole('button', { name: `Change: ${name}` })

  test('shows what another sharing hides, and it comes true in the table of a planner', async () => {
    const before = await planned('PROGRAMMES')
    expect(before?.status).not.toBe('WITHHELD')
    const visit = await openAs(hub, browser, '/autonomy', office)
    const { page } = visit
    await datasetOf(page, 'Programmes').click()
    await page.getByLabel('New readers').selectOption('PRIVATE')
    const previewed = page.locator('.becomes[data-measure="PROGRAMMES"][data-reader="planners"]')
    expect(await previewed.innerText()).toBe(`${await shownToPlanner()} → Not shared`)
    expect(Number.parseInt(await previewed.innerText(), 10)).toBe(before?.low)
    await page.getByRole('button', { name: 'Set it so' }).click()
    await page.locator('#preview-title').waitFor({ state: 'detached' })
    await page.getByRole('row', { name: /^Programmes Private/ }).waitFor()
    await hub.travel()
    expect((await planned('PROGRAMMES'))?.status).toBe('WITHHELD')
    expect(await shownToPlanner()).toBe('Not shared with you by the communities')

    await datasetOf(page, 'Programmes').click()
    await page.getByLabel('New readers').selectOption('CITY')
    const promised = await previewed.innerText()
    expect(promised).toMatch(/^Not shared → \d+$/)
    expect(await page.locator('.becomes[data-reader="everybody"]').count()).toBe(0)
    await page.getByRole('button', { name: 'Set it so' }).click()
    await page.getByRole('row', { name: /^Programmes City/ }).waitFor()
    await hub.travel()
    expect(await planned('PROGRAMMES')).toEqual(before)
    expect(promised).toBe(`Not shared → ${await shownToPlanner()}`)
    expect(visit.faults).toEqual([])
    await visit.close()
  })

  test('gives a grant and takes it back, with a keyboard alone', async () => {
    const app = await hub.token('district-app', undefined, 'courses.example')
    const reads = async () => {
      const { errors } = await hub.ask(
        `{ community(code: "${community}") { ledger { accounts { account } } } }`,
        {},
        app,
      )
      return errors === undefined
    }
    expect(await reads()).toBe(false)
    const visit = await openAs(hub, browser, '/autonomy?section=grants', office)
    const { page } = visit
    const press = async (...keys: string[]) => {
      for (const key of keys) await page.keyboard.press(key)
    }
    await page.getByText('Give a grant').focus()
    await press('Enter')
    await page.getByLabel('App, by its name').focus()
    await page.keyboard.type('courses.example')
    await page.getByLabel('Read the ledger').focus()
    await press('Space')
    await page.getByLabel('Purpose').focus()
    await page.keyboard.type('To show residents where their money goes.')
    await page.getByLabel('First day').fill('2026-01-15')
    await page.getByLabel('Last day').fill('2026-12-31')
    await page.getByRole('button', { name: 'Give it', exact: true }).focus()
    await press('Enter')
    await page.getByText('The grant is given.').waitFor()
    expect(await reads()).toBe(true)
    const beyond = await hub.ask(`{ community(code: "${community}") { competences { totalCount } } }`, {}, app)
    expect(beyond.errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN'])
    await page.getByRole('button', { name: 'Take back' }).focus()
    await press('Enter')
    await page.getByText('Take this grant back at once?').waitFor()
    await press('Enter')
    await page.getByText(/^Taken back/).waitFor()
    expect(await reads()).toBe(false)
    await page.getByRole('link', { name: 'Access log' }).focus()
    await press('Enter')
    await page.getByRole('cell', { name: 'To show residents where their money goes.' }).first().waitFor()
    await page.getByLabel('Outcome').selectOption('REFUSED')
    await page
      .getByRole('row', { name: /courses\.example.*Refused/ })
      .first()
      .waitFor()
    expect(visit.faults).toEqual([])
    await visit.close()
  })

  test('tells a move step by step, from the consent on', async () => {
    const visit = await openAs(hub, browser, '/autonomy?section=node', office)
    const { page } = visit
    const now = page.locator('.steps [aria-current="step"]')
    expect(await now.innerText()).toContain('hub node init')
    await page.getByLabel("Thumbprint of the node's key").fill('a'.repeat(43))
    await page.getByLabel('Last day').fill('2026-01-20')
    await page.getByRole('button', { name: 'Consent', exact: true }).click()
    await page.getByText('until 20 January 2026').waitFor()
    expect(await now.innerText()).toContain('hub node join')
    await page.getByRole('button', { name: 'Withdraw' }).click()
    await page.getByRole('button', { name: 'Yes, do it' }).click()
    await page.getByText(/withdrawn/).waitFor()
    expect(await now.innerText()).toContain('hub node init')
    expect(visit.faults).toEqual([])
    await visit.close()
  })

  test('is for the office of a community, and says so to others', async () => {
    const visit = await openAs(hub, browser, '/autonomy', { role: 'planner' })
    expect(await visit.page.getByRole('alert').innerText()).toContain("Sign in as: Residents' or villagers' committee")
    await visit.close()
  })
})
