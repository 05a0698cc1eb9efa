import { addClient } from '@shequ/issuer/clients/add-client'
import { openPool } from '@shequ/postgres/open-pool'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openAs } from '../helpers/open-as.js'
import { type TestBrowser, chromiumPath, openBrowser } from '../helpers/open-browser.js'
import { type TestHub, startHubWithIssuer } from '../helpers/start-hub.js'
import { pressAt, tabTo, typeAt } from '../helpers/tab-to.js'

const [city, borough, community] = ['310000000000', '310101000000', '310101002001']
const organisation = '52310114MJQHCK6F3G'
const office = { role: 'community-office', borough, community } as const

describe.skipIf(chromiumPath === undefined)('with a keyboard alone,', () => {
  let hub: TestHub
  let browser: TestBrowser
  beforeAll(async () => {
    hub = await startHubWithIssuer()
    await hub.publish()
    browser = await openBrowser(hub.url)
  }, 240_000)
  afterAll(async () => {
    await browser?.close()
    await hub?.close()
  })

  test('a community’s office publishes a programme, enrols a resident and answers a voice', async () => {
    const visit = await openAs(hub, browser, '/office', office)
    const { page } = visit
    await pressAt(page, page.getByText('Publish a programme'), 'Enter')
    await typeAt(page, page.getByLabel('Title', { exact: true }), '夜间书法')
    await typeAt(page, page.getByLabel('Description'), '从握笔开始。')
    // Browsers differ in which comes first, the day or the month: so these are the same.
    await typeAt(page, page.getByLabel('First day'), '10102025')
    await typeAt(page, page.getByLabel('Last day'), '12122025')
    await typeAt(page, page.getByLabel('Places', { exact: true }), '15')
    await pressAt(page, page.getByRole('button', { name: 'Publish', exact: true }), 'Enter')
    await page.getByText('“夜间书法” is published.').waitFor()
    await pressAt(page, page.getByRole('button', { name: '夜间书法' }), 'Enter')
    await pressAt(page, page.getByText('Enrol a resident'), 'Enter')
    await typeAt(page, page.getByLabel('Resident, by card or list number').first(), 'list-9')
    await pressAt(page, page.getByRole('button', { name: 'Enrol', exact: true }), 'Enter')
    await page.getByText('The resident has a place.').waitFor()

    await pressAt(page, page.getByRole('link', { name: 'Voices' }), 'Enter')
    const voices = page.locator('.items .item')
    const voice = voices.first()
    await pressAt(page, voice.getByText('Answer', { exact: true }), 'Enter')
    await typeAt(page, voice.getByLabel('Text'), '已安排。')
    const waiting = await voices.count()
    await pressAt(page, voice.getByRole('button', { name: 'Publish the answer' }), 'Enter')
    await expect.poll(() => voices.count()).toBe(waiting - 1)
    expect(visit.faults).toEqual([])
    await visit.close()
  }, 60_000)

  test('a community’s office changes what it shares, and consents to a move', async () => {
    const visit = await openAs(hub, browser, '/autonomy', office)
    const { page } = visit
    await pressAt(page, page.getByRole('button', { name: 'Change: Voices' }), 'Enter')
    await pressAt(page, page.getByLabel('New readers'), 'Home')
    await page.getByRole('heading', { name: 'What changes for “Voices”' }).waitFor()
    await pressAt(page, page.getByRole('button', { name: 'Set it so' }), 'Enter')
    await page.getByRole('row', { name: /^Voices Private/ }).waitFor()
    await pressAt(page, page.getByRole('link', { name: 'Node' }), 'Enter')
    await typeAt(page, page.getByLabel("Thumbprint of the node's key"), 'b'.repeat(43))
    await typeAt(page, page.getByLabel('Last day'), '10102025')
    await pressAt(page, page.getByRole('button', { name: 'Consent', exact: true }), 'Enter')
    await page.getByText('until 10 October 2025').waitFor()
    expect(visit.faults).toEqual([])
    await visit.close()
  }, 60_000)

  test('a borough’s office finds a community and invites its node', async () => {
    const visit = await openAs(hub, browser, '/government', { role: 'borough-office', borough })
    const { page } = visit
    await typeAt(page, page.getByLabel('Name contains'), '云南中路')
    await page.keyboard.press('Enter')
    await page.getByText('1 in all').waitFor()
    await pressAt(page, page.getByText('Invite a node'), 'Enter')
    await pressAt(page, page.getByRole('button', { name: 'Invite', exact: true }), 'Enter')
    await page.getByText(/Told once\./).waitFor()
    expect(visit.faults).toEqual([])
    await visit.close()
  }, 60_000)

  test('a city’s office sets a target and decides on a request for access', async () => {
    await hub.ask(
      `mutation { requestAccess(input: {city: "${city}", organisation: "${organisation}", purpose: "为居民比较课程。"}) { receipt } }`,
    )
    const visit = await openAs(hub, browser, '/government?section=targets', { role: 'city-office' })
    const { page } = visit
    await pressAt(page, page.getByText('Set a target'), 'Enter')
    await tabTo(page, page.getByLabel('Measure'))
    await page.keyboard.type('Satisfaction')
    await typeAt(page, page.getByLabel('Year'), '2033')
    await typeAt(page, page.getByLabel('Value to reach'), '81.5')
    await pressAt(page, page.getByRole('button', { name: 'Set it' }), 'Enter')
    await page.getByRole('row', { name: /Satisfaction 2033 81\.5/ }).waitFor()
    await pressAt(page, page.getByRole('link', { name: 'Access requests' }), 'Enter')
    const request = page.locator('.item').filter({ hasText: '为居民比较课程。' })
    await pressAt(page, request.getByText('Decide', { exact: true }), 'Enter')
    await pressAt(page, request.getByLabel('Decision'), 'End')
    await typeAt(page, request.getByLabel('Reason'), '用途不明。')
    await pressAt(page, request.getByRole('button', { name: 'Decide so' }), 'Enter')
    await request.waitFor({ state: 'detached' })
    expect(visit.faults).toEqual([])
    await visit.close()
  }, 60_000)

  test('an organisation sees who attended, gives its client another secret, and revokes it', async () => {
    const pool = openPool(hub.environment['ISSUER_DATABASE_URL'] ?? '')
    await addClient(pool, { name: '课程助手', role: 'ngo', organisation, scopes: ['programmes:read'] })
    await pool.end()
    const visit = await openAs(hub, browser, '/ngo', { role: 'ngo', organisation })
    const { page } = visit
    await pressAt(page, page.locator('tbody button').first(), 'Enter')
    await page.locator('.ngo-sessions li').first().waitFor()
    const client = page.locator('.item').filter({ hasText: '课程助手' })
    await pressAt(page, client.getByText('Another secret', { exact: true }), 'Enter')
    await pressAt(page, client.getByRole('button', { name: 'Make another secret' }), 'Enter')
    expect(await client.getByText(/^Told once\./).innerText()).toMatch(/: \S{40,}$/)
    await client.getByText(/The secret before is good until/).waitFor()
    await pressAt(page, client.getByRole('button', { name: 'Revoke' }), 'Enter')
    await page.keyboard.press('Enter')
    await client.getByText(/Revoked \d/).waitFor()
    expect(visit.faults).toEqual([])
    await visit.close()
  }, 60_000)

  test('an operator looks for an error by its reference', async () => {
    const visit = await openAs(hub, browser, '/operator', { role: 'operator' })
    const { page } = visit
    await typeAt(page, page.getByRole('searchbox', { name: 'Reference' }), '00000000-0000-4000-8000-000000000000')
    await page.keyboard.press('Enter')
    await page.getByText(/^No error has this reference/).waitFor()
    expect(visit.faults).toEqual([])
    await visit.close()
  }, 60_000)
})
