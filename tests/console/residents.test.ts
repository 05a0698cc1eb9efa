import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dayOfActivity } from '../helpers/city-templates.js'
import { tabTo } from '../helpers/tab-to.js'
import { type TestBrowser, chromiumPath, languages, openBrowser } from '../helpers/open-browser.js'
import { type TestHub, startHubOfADay } from '../helpers/start-hub.js'

const community = '310101002001'
const now = new Date(`${dayOfActivity}T04:00:00Z`)

describe.skipIf(chromiumPath === undefined)('the residents’ view of a community', () => {
  let hub: TestHub
  let browser: TestBrowser
  beforeAll(async () => {
    hub = await startHubOfADay()
    browser = await openBrowser(hub.url)
  }, 240_000)
  afterAll(async () => {
    await browser?.close()
    await hub?.close()
  })

  test.each(languages)('stands whole at each width in %s', async (language) => {
    const visit = await browser.open(`/console/residents/${community}`, { language, now })
    await visit.page.locator('section h2').nth(3).waitFor()
    expect(await visit.page.locator('section h2').count()).toBe(4)
    expect(await visit.page.locator('.programme').count()).toBeGreaterThan(1)
    expect(await visit.wrongAtAnyWidth()).toEqual([])
    expect(visit.faults).toEqual([])
    await visit.close()
  })

  test('is found on a phone by borough and street, and by a part of its name', async () => {
    const visit = await browser.open('/console/residents', { width: 390, now })
    const { page } = visit
    await page.getByLabel('Borough').selectOption('黄浦区')
    await page.getByLabel('Street or town').selectOption('南京东路街道')
    await page.getByLabel('Name of the community').fill('云南')
    await page.getByText('1 community', { exact: true }).waitFor()
    expect(await visit.barriers()).toEqual([])
    await page.getByRole('link', { name: '云南中路居委会' }).click()
    await page.getByRole('heading', { level: 1, name: '云南中路居委会' }).waitFor()
    await visit.close()
  })

  test('is found by the keyboard alone', async () => {
    const visit = await browser.open('/console/residents', { width: 390, language: 'zh', now })
    const { page } = visit
    await tabTo(page, page.getByLabel('社区名称'))
    await page.keyboard.type('云南中路')
    await tabTo(page, page.getByRole('link', { name: '云南中路居委会' }))
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: '云南中路居委会' }).waitFor()
    await visit.close()
  })

  test('tells what the graph tells: programmes that are not over, and votes', async () => {
    const { data } = await hub.ask<Told>(
      `query ($code: DivisionCode!) { community(code: $code) {
        programmes(first: 12) { nodes { title } }
        proposals(first: 8) { nodes { title } }
      } }`,
      { code: community },
    )
    const visit = await browser.open(`/console/residents/${community}`, { now })
    const titlesIn = (id: string) => visit.page.locator(`section[aria-labelledby="${id}"] .card h3`).allInnerTexts()
    expect(await titlesIn('on')).toEqual(data?.community.programmes.nodes.map(({ title }) => title))
    expect(await titlesIn('decided')).toEqual(data?.community.proposals.nodes.map(({ title }) => title))
    expect(await visit.page.getByText(/^Next: /).count()).toBeGreaterThan(0)
    await visit.close()
  })

  test('says what a community does not publish where it would stand, without an alarm', async () => {
    const visit = await browser.open(`/console/residents/${community}`, { now })
    const money = visit.page.locator('section[aria-labelledby="money"]')
    expect(await money.innerText()).toContain('The community does not tell')
    expect(await visit.page.locator('.notice').count()).toBe(0)
    await visit.close()
  })

  test('keeps its other parts while the community’s server does not answer', async () => {
    const visit = await browser.open('/console/residents', { now })
    const { page } = visit
    await page.route('**/graphql', async (route) => {
      const asked = route.request().postDataJSON() as { operationName: string }
      if (asked.operationName !== 'ResidentsCommunity') return route.continue()
      const answer = (await (await route.fetch()).json()) as Record<'data', { community: object }>
      const parts = Object.fromEntries(owned.map((part) => [part, null]))
      const errors = [
        { message: 'Its node does not answer.', extensions: { code: 'NODE_UNAVAILABLE' }, path: ['community'] },
      ]
      return route.fulfill({ json: { data: { community: { ...answer.data.community, ...parts } }, errors } })
    })
    await page.getByLabel('Name of the community').fill('云南中路')
    await page.getByRole('link', { name: '云南中路居委会' }).click()
    await page.getByText('A server does not answer').waitFor()
    await page.getByText('Its node does not answer.').waitFor()
    await page.getByRole('heading', { level: 1, name: '云南中路居委会' }).waitFor()
    await visit.close()
  })

  test('says that there is no community of a code', async () => {
    const visit = await browser.open('/console/residents/310101002999', { now })
    await visit.page.getByText('There is no community with the code 310101002999.').waitFor()
    await visit.close()
  })
})

/** What a community's own server answers. */
const owned = ['profile', 'charter', 'programmes', 'proposals', 'ledger', 'donations', 'educationCentres']

interface Titles {
  readonly nodes: readonly { readonly title: string }[]
}

interface Told {
  readonly community: { readonly programmes: Titles; readonly proposals: Titles }
}
