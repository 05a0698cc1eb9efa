import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { askedBy } from '../helpers/asked-by.js'
import { type TestBrowser, chromiumPath, languages, openBrowser } from '../helpers/open-browser.js'
import { pictures } from '../pictures/pictures.js'
import { takePictures } from '../pictures/take-pictures.js'
import { type TestHub, startReturnedHub } from '../helpers/start-hub.js'

describe.skipIf(chromiumPath === undefined)('the city at a glance', () => {
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

  test.each(languages)('stands whole at each width in %s', async (language) => {
    const visit = await browser.open('/', { language })
    const { page } = visit
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('上海市')
    expect(await page.locator('.generated').innerText()).toMatch(/Demonstration data|演示数据/)
    expect(await page.locator('.card .figure').count()).toBe(3)
    expect(await page.getByRole('img').count()).toBe(3)
    expect(await page.locator('.ranking tbody tr').count()).toBeGreaterThan(16)
    expect(await visit.wrongAtAnyWidth()).toEqual([])
    expect(visit.faults).toEqual([])
    await visit.close()
  })

  test('shows hidden figures as the graph has them: a band from low to high', async () => {
    const visit = await browser.open('/')
    const asked = await askedBy(visit.page, 'CityBoroughs')
    const { data } = await hub.ask<Ranking>(asked.query, asked.variables)
    const bands = data?.measures.rows.filter(({ cells }) => cells[0]?.status === 'SUPPRESSED') ?? []
    expect(bands.length).toBeGreaterThan(0)
    const shown = visit.page.locator('#boroughs ~ div .figure-band')
    expect(await shown.count()).toBe(bands.length)
    expect(await shown.first().innerText()).toMatch(/^[\d.]+% to [\d.]+%$/)
    await visit.close()
  })

  test('hands its question over to the explorer, and gives its file', async () => {
    const visit = await browser.open('/')
    const { page } = visit
    const section = page.locator('section', { has: page.locator('#boroughs') })
    const file = await section.getByRole('link', { name: 'Download CSV' }).getAttribute('href')
    const csv = await fetch(hub.url + file)
    expect([csv.status, (await csv.text()).split('\n')[0]]).toEqual([
      200,
      expect.stringContaining('Borough code,Borough'),
    ])
    await page.goto(
      hub.url + (await section.getByRole('link', { name: 'The query, for programmers' }).getAttribute('href')),
    )
    await page.getByRole('tab', { name: 'CityBoroughs' }).waitFor()
    await visit.settled()
    const answered = page.waitForResponse(
      (response) => response.request().postData()?.includes('CityBoroughs') ?? false,
    )
    await page.getByRole('button', { name: /Execute/ }).click()
    expect(await (await answered).json()).toMatchObject({ data: { measures: { rows: expect.any(Array) } } })
    await visit.close()
  })

  test('is walked by the keyboard alone, and speaks the other language', async () => {
    const visit = await browser.open('/')
    const { page } = visit
    await page.keyboard.press('Tab')
    expect(await page.locator(':focus').innerText()).toBe('To the content')
    const focused = page.locator(':focus')
    for (let step = 0; step < 8 && (await focused.innerText()) !== '中文'; step++) await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '上海市概览' }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-Hans')
    await page.reload()
    await page.getByRole('heading', { name: '上海市概览' }).waitFor()
    await visit.close()
  })

  test('says which part does not come, and shows the others', async () => {
    const visit = await browser.open('/console/nowhere')
    const { page } = visit
    await page.route('**/graphql', async (route) => {
      const asked = route.request().postDataJSON() as { operationName: string }
      if (asked.operationName === 'CityTargets') return route.abort()
      if (asked.operationName === 'CityWeek') return route.fulfill({ json: refusal })
      return route.continue()
    })
    await page.getByRole('link', { name: 'To the first page' }).click()
    await page.getByText('The hub does not answer').waitFor()
    await page.getByText('Too much was asked in this minute.').waitFor()
    await page.getByRole('row', { name: '黄浦区' }).waitFor()
    await visit.close()
  })

  test('has pictures in the README that are the same when they are taken again', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'shequ-pictures-'))
    const take = async () => Promise.all((await takePictures(hub.url, folder, pictures)).map((file) => readFile(file)))
    const [first, again] = [await take(), await take()]
    await rm(folder, { recursive: true })
    expect(first).toHaveLength(pictures.length)
    for (const [place, picture] of first.entries()) expect(again[place]?.equals(picture)).toBe(true)
  })
})

const refusal = {
  errors: [{ message: 'Too much was asked in this minute.', extensions: { code: 'RATE_LIMITED' } }],
}

interface Ranking {
  readonly measures: { readonly rows: readonly { readonly cells: readonly { readonly status: string }[] }[] }
}
