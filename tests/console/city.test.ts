import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestBrowser, chromiumPath, languages, openBrowser, widths } from '../helpers/open-browser.js'
import { type TestHub, startReturnedHub } from '../helpers/start-hub.js'

describe.skipIf(chromiumPath === undefined)('the city at a glance', () => {
  let hub: TestHub
  let browser: TestBrowser
  beforeAll(async () => {
    hub = await startReturnedHub()
    browser = await openBrowser(hub.url)
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await hub?.close()
  })

  const looks = languages.flatMap((language) => widths.map((width) => ({ language, width })))

  test.each(looks)('stands whole at $width px in $language', async (look) => {
    const visit = await browser.open('/', look)
    expect(await visit.page.getByRole('heading', { level: 1 }).innerText()).toContain('上海市')
    expect(await visit.page.locator('.generated').innerText()).toMatch(/Generated data|生成数据/)
    expect(await visit.page.locator('.card .figure').count()).toBeGreaterThan(2)
    expect(await visit.barriers()).toEqual([])
    expect(await visit.isTooWide()).toBe(false)
    expect(visit.faults).toEqual([])
    await visit.close()
  })
})
