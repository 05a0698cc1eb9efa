import { addPerson } from '@shequ/issuer/people/people'
import { openPool } from '@shequ/postgres/open-pool'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestBrowser, type Visit, chromiumPath, languages, openBrowser } from '../helpers/open-browser.js'
import { type TestHub, startHubWithIssuer } from '../helpers/start-hub.js'

const office = { name: 'wang.min', role: 'borough-office', division: '310101000000', organisation: null } as const

describe.skipIf(chromiumPath === undefined)('signing in', () => {
  let hub: TestHub
  let browser: TestBrowser
  let password: string
  beforeAll(async () => {
    hub = await startHubWithIssuer()
    const pool = openPool(hub.environment['ISSUER_DATABASE_URL'] ?? '')
    password = await addPerson(pool, office)
    await pool.end()
    browser = await openBrowser(hub.url)
  }, 240_000)
  afterAll(async () => {
    await browser?.close()
    await hub?.close()
  })

  test.each(languages)('is offered at each width in %s, and roles are for whoever has the link', async (language) => {
    const visit = await browser.open('/console/sign-in', { language })
    expect(await visit.page.getByRole('button', { name: /name and password|用户名和密码/ }).count()).toBe(1)
    expect(await visit.page.locator('.role-chooser').count()).toBe(0)
    expect(await visit.wrongAtAnyWidth()).toEqual([])
    expect(visit.faults).toEqual([])
    await visit.close()
    const trying = await browser.open(`/console/sign-in#try=${hub.tryingSecret}`, { language })
    await trying.page.locator('.role-chooser select').first().waitFor()
    expect(trying.page.url()).not.toContain(hub.tryingSecret)
    expect(await trying.wrongAtAnyWidth()).toEqual([])
    await trying.close()
  })

  test('the page of access has no barriers at any width', async () => {
    const visit = await browser.open('/access')
    expect(await visit.wrongAtAnyWidth()).toEqual([])
    expect(visit.faults).toEqual([])
    await visit.close()
  })

  const account = ({ page }: Visit) => page.locator('.account').innerText()

  test('by the issuer leads to its page and back to where one was, with a keyboard alone', async () => {
    const visit = await browser.open('/console/sign-in?from=/', { language: 'en' })
    const { page } = visit
    await page.getByRole('button', { name: 'Sign in with name and password' }).focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/issuer\/sign-in\//)
    expect(await visit.barriers()).toEqual([])
    await page.locator('#name').focus()
    await page.keyboard.type(office.name)
    await page.keyboard.press('Tab')
    await page.keyboard.type(password)
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/console\/?$/)
    await expect.poll(() => account(visit)).toContain('Borough office, 黄浦区')
    expect(await page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }])')).not.toContain('eyJ')
    await page.getByRole('button', { name: 'Sign out' }).press('Enter')
    await expect.poll(() => account(visit)).toBe('Sign in')
    expect(visit.faults).toEqual([])
    await visit.close()
  })

  test('by the issuer works by the other name of one’s own machine as well', async () => {
    const local = await openBrowser(hub.url.replace('127.0.0.1', 'localhost'))
    const { page } = await local.open('/console/sign-in?from=/', { language: 'en' })
    await page.getByRole('button', { name: 'Sign in with name and password' }).click()
    await page.locator('#name').fill(office.name)
    await page.locator('#password').fill(password)
    await page.keyboard.press('Enter')
    await page.getByText('Borough office, 黄浦区').waitFor()
    expect(page.url()).toMatch(/^http:\/\/localhost:\d+\/console/)
    await local.close()
  })

  test('for trying, as an office and as an organisation, by the link alone', async () => {
    const visit = await browser.open(`/console/sign-in#try=${hub.tryingSecret}`, { language: 'zh' })
    const { page } = visit
    await page.getByLabel('身份', { exact: true }).selectOption('community-office')
    await page.getByLabel('社区', { exact: true }).waitFor()
    const chosen = () => page.getByLabel('社区', { exact: true }).inputValue()
    await expect.poll(chosen).toMatch(/^310101\d{6}$/)
    const community = await page.getByLabel('社区', { exact: true }).locator('option:checked').innerText()
    await page.getByRole('button', { name: '以此身份查看' }).click()
    await page.getByText(`居（村）民委员会，${community}`).waitFor()
    await page.getByRole('button', { name: '退出' }).click()
    await page.getByRole('link', { name: '登录' }).click()
    await page.getByLabel('身份', { exact: true }).selectOption('ngo')
    const organisation = await page.getByLabel('社会组织', { exact: true }).locator('option:checked').innerText()
    await page.getByRole('button', { name: '以此身份查看' }).click()
    await page.getByText(`社会组织，${organisation}`).waitFor()
    expect(visit.faults).toEqual([])
    await visit.close()
  })

  const ask = async (headers: Record<string, string>, body: Record<string, unknown> = {}) => {
    const wanted = { secret: hub.tryingSecret, role: 'planner', division: '310000000000', organisation: null, ...body }
    const response = await fetch(`${hub.url}/console/try`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: hub.url, ...headers },
      body: JSON.stringify(wanted),
    })
    return response.status
  }

  test('a role is given to a page of this hub alone, opened on this machine with the secret', async () => {
    expect(await ask({})).toBe(200)
    expect(await ask({}, { secret: 'guess' })).toBe(403)
    expect(await ask({ origin: 'https://elsewhere.example' })).toBe(403)
    expect(await ask({ 'x-forwarded-for': '203.0.113.5' })).toBe(403)
    expect(await ask({ 'sec-fetch-site': 'cross-site' })).toBe(403)
    expect(await ask({}, { role: 'community-office' })).toBe(400)
    expect((await fetch(`${hub.url}/console/viewer.json`, { headers: { authorization: 'Bearer none' } })).status).toBe(
      401,
    )
  })
})
