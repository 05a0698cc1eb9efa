import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestBrowser, chromiumPath, openBrowser } from '../helpers/open-browser.js'
import { type TestHub, startReturnedHub } from '../helpers/start-hub.js'
import { stateAnswers } from '../helpers/in-state.js'
import { takeDown } from '../helpers/take-down.js'

const community = '310101002001'
const street = '310101002000'
const planner = `/console/planner?within=${street}&groupBy=COMMUNITY&from=2025-10&to=2025-12&measures=SESSIONS`

/** The public pages, each with what stands there when all is well. */
const pages = [
  { name: 'the city at a glance', path: '/console', good: '.ranking tbody tr' },
  { name: 'the question builder', path: planner, good: '.answer-table tbody tr' },
  { name: 'the list of communities', path: '/console/residents', good: '.communities li' },
  { name: 'the residents’ view', path: `/console/residents/${community}`, good: 'section[aria-labelledby="on"]' },
] as const

describe.skipIf(chromiumPath === undefined)('the public pages', () => {
  let hub: TestHub
  let browser: TestBrowser
  beforeAll(async () => {
    hub = await startReturnedHub()
    browser = await openBrowser(hub.url)
  })
  afterAll(async () => {
    await browser?.close()
    await hub?.close()
  })

  test.each(pages)('say while an answer is slow that it is on its way: $name', async ({ path, good }) => {
    const visit = await browser.open('/console/nowhere')
    const { page } = visit
    const letThrough = await holdAnswers(page)
    await page.goto(hub.url + path)
    await page.getByText('Loading…').first().waitFor()
    expect(await page.locator(good).count()).toBe(0)
    expect(await visit.barriers()).toEqual([])
    letThrough()
    await page.locator(good).first().waitFor()
    expect(visit.faults).toEqual([])
    await visit.close()
  })

  test('keep an answer in sight while the next one is slow', async () => {
    const visit = await browser.open(planner)
    const { page } = visit
    await page.locator('.answer-table tbody tr').first().waitFor()
    const letThrough = await holdAnswers(page)
    await page.getByRole('checkbox', { name: 'Kind of programme' }).check()
    await page.locator('.answer[aria-busy="true"] .answer-table tbody tr').first().waitFor()
    letThrough()
    await page.locator('.answer[aria-busy="false"]').waitFor()
    await page.getByRole('columnheader', { name: 'Kind of programme' }).waitFor()
    await visit.close()
  })

  test('say that there is nothing, and not nothing', async () => {
    const visit = await browser.open('/console/nowhere')
    const { page } = visit
    await stateAnswers(page, 'CityTargets', 'EMPTY')
    await page.getByRole('link', { name: 'To the first page' }).click()
    await page.getByText('The city has set no targets for this year.').waitFor()
    await page.getByText('Nothing is announced for the next seven days.').waitFor()
    await page.goto(`${hub.url}${planner}&having=SESSIONS:GT:1000000`)
    await page.getByText('No row meets the question.').waitFor()
    await page.goto(`${hub.url}/console/residents`)
    await page.getByLabel('Name of the community').fill('没有这样的社区')
    await page.getByText('No community has this name.').waitFor()
    expect(visit.faults).toEqual([])
    await visit.close()
  })

  test('show a refusal at its control, in the words of the page, with the next step', async () => {
    const broken = `/console/planner?within=${street}&groupBy=LEARNER_GROUP,PROGRAMME_KIND&from=2025-10&to=2025-12&measures=BUDGET_PER_HEAD`
    const visit = await browser.open(broken, { language: 'zh' })
    const { page } = visit
    const refusalIn = (part: string) =>
      page.locator('.builder-part', { has: page.getByRole('heading', { name: part, exact: true }) }).getByRole('alert')
    expect(await refusalIn('指标').innerText()).toContain('人均区级学习拨款')
    expect(await visit.barriers()).toEqual([])
    await refusalIn('指标').getByRole('button', { name: '只查合计，不分人群和类型' }).click()
    await refusalIn('报告期').getByRole('button', { name: '年', exact: true }).click()
    await page.locator('.answer-table tbody tr').first().waitFor()
    expect(await page.getByRole('alert').count()).toBe(0)
    await visit.close()
  })

  describe('where a tier is down', () => {
    test('of the communities: names and figures stay, and what the community owns is told to be missing', async () => {
      const bringBack = await takeDown(hub.databases.community)
      const visit = await browser.open(`/console/residents/${community}`)
      const { page } = visit
      await page.getByText('A server does not answer').waitFor()
      await page.getByRole('heading', { level: 1, name: '云南中路居委会' }).waitFor()
      expect(await visit.barriers()).toEqual([])
      await page.goto(hub.url + planner)
      await page.getByRole('button', { name: '云南中路居委会' }).waitFor()
      await page.goto(`${hub.url}/console`)
      await page.locator('.ranking tbody tr').first().waitFor()
      await bringBack()
      await visit.close()
    })

    test('of the boroughs: figures stay under codes, and what is on is told to be missing', async () => {
      const bringBack = await takeDown(hub.databases.borough)
      const visit = await browser.open('/console')
      const { page } = visit
      await page.locator('section[aria-labelledby="week"]').getByText('A server does not answer').waitFor()
      expect(await page.locator('#boroughs ~ div tbody tr').count()).toBe(16)
      await page.locator('section[aria-labelledby="boroughs"]').getByText('A server does not answer').waitFor()
      expect(await visit.barriers()).toEqual([])
      await page.goto(hub.url + planner)
      await page.getByText('Part of this is missing').waitFor()
      await page.getByRole('button', { name: community }).waitFor()
      await page.goto(`${hub.url}/console/residents`)
      await page.getByText('A server does not answer').waitFor()
      await bringBack()
      await page.getByRole('button', { name: 'Ask again' }).click()
      await page.locator('.communities li').first().waitFor()
      await visit.close()
    })

    test('of the city: the pages say so, and what the community owns stays', async () => {
      const bringBack = await takeDown(hub.databases.city)
      const visit = await browser.open(`/console/residents/${community}`)
      const { page } = visit
      await page.locator('section[aria-labelledby="on"]').waitFor()
      for (const path of ['/console', planner]) {
        await page.goto(hub.url + path)
        await page.getByText('A server does not answer').waitFor()
      }
      await bringBack()
      await page.getByRole('button', { name: 'Ask again' }).first().click()
      await page.locator('.answer-table tbody tr').first().waitFor()
      await visit.close()
    })
  })
})

describe.skipIf(chromiumPath === undefined)('the public pages, asked too much', () => {
  let hub: TestHub
  let browser: TestBrowser
  beforeAll(async () => {
    hub = await startReturnedHub({ RATE_ANONYMOUS: '24000' })
    browser = await openBrowser(hub.url)
  })
  afterAll(async () => {
    await browser?.close()
    await hub?.close()
  })

  test('keep the rows that are there, and say when to ask for the next', async () => {
    const visit = await browser.open('/console/planner?groupBy=COMMUNITY&from=2025-10&to=2025-12&measures=SESSIONS')
    const { page } = visit
    const table = page.locator('.answer-table')
    const isRefused = async () => {
      await table.evaluate((element: { scrollTop: number; scrollHeight: number }) => {
        element.scrollTop = element.scrollHeight
      })
      return page.getByText(/Ask again in \d+ seconds/).isVisible()
    }
    await expect.poll(isRefused, { timeout: 30_000 }).toBe(true)
    expect(await table.locator('tbody tr[aria-rowindex]').count()).toBeGreaterThan(5)
    await page.goto(`${hub.url}/console`)
    await page.getByText('This was refused').first().waitFor()
    expect(await visit.barriers()).toEqual([])
    await visit.close()
  })
})

/** Holds back what the hub answers from now on, until it is let through. */
async function holdAnswers(page: Page): Promise<() => void> {
  let letThrough = () => {}
  const held = new Promise<void>((resolve) => {
    letThrough = resolve
  })
  await page.route('**/graphql', async (route) => {
    await held
    await route.continue()
  })
  return () => letThrough()
}
