import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openAs } from '../helpers/open-as.js'
import { type TestBrowser, chromiumPath, languages, openBrowser } from '../helpers/open-browser.js'
import { registerNodes } from '../helpers/register-nodes.js'
import { type TestHub, startReturnedHub } from '../helpers/start-hub.js'

describe.skipIf(chromiumPath === undefined)('the page of operators', () => {
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

  test.each(languages)('tells of tiers, periods, nodes, queues and errors at each width in %s', async (language) => {
    const visit = await openAs(hub, browser, '/operator', { role: 'operator' }, { language })
    const { page } = visit
    await page.locator('progress').waitFor()
    await page.locator('section[aria-labelledby="queues"] tbody tr').nth(2).waitFor()
    await page.locator('section[aria-labelledby="faults"] .empty').waitFor()
    expect(await page.locator('.tier').count()).toBe(3)
    await expect.poll(() => page.locator('.tier-answers').count()).toBe(3)
    const { closed, due } = await closing()
    expect(await page.locator('.operator-progress').innerText()).toMatch(
      language === 'en' ? `${closed} of ${due}` : `共${due}个报告期，已完成${closed}个`,
    )
    expect(await page.locator('.notice').count()).toBe(0)
    expect(await visit.wrongAtAnyWidth()).toEqual([])
    expect(visit.faults).toEqual([])
    await visit.close()
  })

  async function closing() {
    const { data } = await hub.ask<{ cities: { closing: { closed: number; due: number } }[] }>(
      '{ cities { closing { closed due } } }',
    )
    return data?.cities[0]?.closing ?? { closed: 0, due: 0 }
  }

  test('tells how each node of a community stands', async () => {
    const community = '310101002001'
    const entry = {
      community,
      status: 'ACTIVE',
      epoch: 2,
      address: 'http://127.0.0.1:9',
      keys: [],
      staleFor: 0,
    } as const
    await registerNodes(hub.databases.borough.ownerUrl, [entry])
    const visit = await browser.open('/console/operator', { language: 'en' })
    const row = visit.page.locator('tbody tr')
    await row.waitFor()
    expect(await row.innerText()).toMatch(/居委会\s+Active\s.*never/)
    expect(await visit.wrongAtAnyWidth()).toEqual([])
    await visit.close()
  })

  test('says which tier does not answer, and shows the others', async () => {
    const visit = await browser.open('/console/operator', { language: 'en' })
    const { page } = visit
    await page.locator('progress').waitFor()
    await visit.close()
    const broken = await browser.open('/console', { language: 'en' })
    await broken.page.route('**/graphql', async (route) => {
      if (!route.request().postData()?.includes('TierCommunity')) return await route.continue()
      const errors = [{ message: 'The tier is down.', extensions: { code: 'TIER_UNAVAILABLE' } }]
      return await route.fulfill({ json: { data: { communities: null }, errors } })
    })
    await broken.page.getByRole('link', { name: 'Operations' }).press('Enter')
    await broken.page.locator('.tier-silent').waitFor()
    expect(await broken.page.locator('.tier-silent').innerText()).toContain('Communities, hosted')
    await expect.poll(() => broken.page.locator('.tier-answers').count()).toBe(2)
    expect(await broken.barriers()).toEqual([])
    await broken.close()
  })
})
