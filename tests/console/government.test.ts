import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openAs } from '../helpers/open-as.js'
import { type TestBrowser, type Visit, chromiumPath, languages, openBrowser } from '../helpers/open-browser.js'
import { type TestHub, startHub } from '../helpers/start-hub.js'

const [city, borough, community] = ['310000000000', '310101000000', '310101002001']

describe.skipIf(chromiumPath === undefined)('the offices of borough and city', () => {
  let hub: TestHub
  let browser: TestBrowser
  beforeAll(async () => {
    hub = await startHub()
    browser = await openBrowser(hub.url)
  }, 240_000)
  afterAll(async () => {
    await browser?.close()
    await hub?.close()
  })

  const offices = [
    { role: 'borough-office', borough, sections: 4 },
    { role: 'city-office', sections: 6 },
  ] as const
  const looks = offices.flatMap((office) => languages.map((language) => ({ office, language })))

  test.each(looks)('stand whole at each width in $language: $office.role', async ({ office, language }) => {
    const visit = await openAs(hub, browser, '/government', office, { language })
    const sections = visit.page.locator('.sections a')
    await sections.first().waitFor()
    expect(await sections.count()).toBe(office.sections)
    for (const place of Array.from({ length: office.sections }, (_, index) => index)) {
      await sections.nth(place).click()
      await visit.settled()
      await visit.page.locator('main section h2').waitFor()
      expect(await visit.wrongAtAnyWidth()).toEqual([])
    }
    expect(visit.faults).toEqual([])
    await visit.close()
  })

  const fill = async (form: ReturnType<Visit['page']['locator']>, values: Record<string, string>) => {
    for (const [name, value] of Object.entries(values)) await form.locator(`[name="${name}"]`).fill(value)
  }

  test('a borough finds a community, invites its node, and allocates money', async () => {
    const visit = await openAs(hub, browser, '/government', { role: 'borough-office', borough })
    const { page } = visit
    await page.getByLabel('Name contains').fill('云南中路')
    await page.keyboard.press('Enter')
    await page.getByText('1 in all').waitFor()
    await page.getByText('Invite a node').click()
    await page.getByRole('button', { name: 'Invite', exact: true }).click()
    expect(await page.getByText(/Told once\. Give it to 云南中路居委会/).innerText()).toMatch(/: \S{20,}$/)
    await page.getByRole('link', { name: 'Allocations' }).click()
    await page.getByText('Allocate money').click()
    const form = page.locator('form')
    await fill(form, { community, year: '2026', amount: '777.00' })
    await form.getByRole('button', { name: 'Allocate' }).click()
    await page.getByRole('row', { name: /2026 云南中路居委会 .* ¥777\.00/ }).waitFor()
    expect(visit.faults).toEqual([])
    await visit.close()
  })

  test('a borough issues guidance and opens a service centre', async () => {
    const visit = await openAs(hub, browser, '/government?section=guidance', { role: 'borough-office', borough })
    const { page } = visit
    await page.getByText('Issue guidance').click()
    await fill(page.locator('form'), { title: '关于读书会的指导意见', text: '建议每月一次。', issuedOn: '2025-09-15' })
    await page.getByRole('button', { name: 'Issue', exact: true }).click()
    await page.locator('.item').filter({ hasText: '关于读书会的指导意见' }).getByText('0 of 170 answered').waitFor()
    await page.getByRole('link', { name: 'Service centres' }).click()
    await page.getByText('Open a service centre').click()
    await fill(page.locator('form').first(), { name: '外滩学习中心', address: '中山东一路1号', openedOn: '2025-09-01' })
    await page.getByRole('button', { name: 'Open', exact: true }).click()
    await page.getByRole('cell', { name: '外滩学习中心' }).waitFor()
    expect(visit.faults).toEqual([])
    await visit.close()
  })

  test('a city sets a target, and grants a request for access', async () => {
    const asked = await hub.ask<{ requestAccess: { receipt: string } }>(
      `mutation { requestAccess(input: {city: "${city}", organisation: "52310114MJQHCK6F3G",
        purpose: "为居民比较课程。", scopes: ["programmes"]}) { receipt } }`,
    )
    expect(asked.errors).toBeUndefined()
    const visit = await openAs(hub, browser, '/government?section=targets', { role: 'city-office' })
    const { page } = visit
    await page.getByText('Set a target').click()
    await page.locator('form [name="measure"]').selectOption('PARTICIPATION_RATE')
    await fill(page.locator('form'), { year: '2031', value: '12.5' })
    await page.getByRole('button', { name: 'Set it' }).click()
    await page.getByRole('row', { name: /Share of residents taking part in learning 2031 12\.5/ }).waitFor()
    await page.getByRole('link', { name: 'Access requests' }).click()
    const request = page.locator('.item').filter({ hasText: '为居民比较课程。' })
    await request.getByText('Decide', { exact: true }).click()
    await request.locator('[name="decision"]').selectOption('GRANT')
    await fill(request, { reason: '已电话核实。' })
    await request.getByRole('button', { name: 'Decide so' }).click()
    await request.waitFor({ state: 'detached' })
    const { data } = await hub.ask('query ($receipt: String!) { accessRequest(receipt: $receipt) { status reason } }', {
      receipt: asked.data.requestAccess.receipt,
    })
    expect(data).toEqual({ accessRequest: { status: 'GRANTED', reason: '已电话核实。' } })
    expect(visit.faults).toEqual([])
    await visit.close()
  })
})
