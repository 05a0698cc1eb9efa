import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { addClient } from '@shequ/issuer/clients/add-client'
import { openPool } from '@shequ/postgres/open-pool'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestBrowser, chromiumPath, languages, openBrowser } from '../helpers/open-browser.js'
import { type TestHub, startHubWithIssuer } from '../helpers/start-hub.js'

const run = promisify(execFile)
const organisation = '52310114MJQHCK6F3G'

describe.skipIf(chromiumPath === undefined)('the pages of organisations', () => {
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

  /** Opens the page as the organisation, by the link for trying. */
  async function openAsNgo(language: (typeof languages)[number]) {
    const visit = await browser.open(`/console/sign-in?from=/ngo#try=${hub.tryingSecret}`, { language })
    const { page } = visit
    await page.locator('.role-chooser select').first().selectOption('ngo')
    await page.locator('.role-chooser select').nth(1).selectOption(organisation)
    await page.locator('.role-chooser button').press('Enter')
    await page.waitForURL(/\/ngo/)
    await page.locator('.ngo-usage').waitFor()
    await page.locator('tbody button').first().waitFor()
    return visit
  }

  test.each(languages)('show its consignments, programmes and attendance at each width in %s', async (language) => {
    const visit = await openAsNgo(language)
    const { page } = visit
    expect(await page.locator('tbody th').allInnerTexts()).toContain('仓场睦邻中心')
    await page.locator('tbody button').first().press('Enter')
    await page.locator('.ngo-sessions li').first().waitFor()
    expect(await page.locator('.ngo-sessions').allInnerTexts()).toEqual(
      expect.arrayContaining([expect.stringMatching(/[:：] ?\d+/)]),
    )
    expect(await page.locator('.notice').count()).toBe(0)
    expect(await visit.wrongAtAnyWidth()).toEqual([])
    expect(visit.faults).toEqual([])
    await visit.close()
  })

  test('tell whoever is not signed in how to get access', async () => {
    const visit = await browser.open('/console/ngo', { language: 'en' })
    expect(await visit.page.getByRole('link', { name: 'Ask for access' }).getAttribute('href')).toBe('/access')
    await visit.page.locator('main').getByRole('link', { name: 'Sign in' }).click()
    await visit.page.waitForURL(/sign-in\?from=/)
    await visit.close()
  })

  test.each(languages)('have the contract to look into at each width in %s', async (language) => {
    const visit = await browser.open('/console/ngo/contract', { language })
    const { page } = visit
    await page.locator('.contract-types details').first().waitFor()
    expect(await visit.wrongAtAnyWidth()).toEqual([])
    await page.getByRole('searchbox').fill('ListedConsignmentEdge')
    expect(await page.locator('.contract-types details').count()).toBeLessThanOrEqual(3)
    await page.getByRole('searchbox').fill('AutonomyNothing')
    expect(await page.locator('.contract-types details').count()).toBe(0)
    expect(visit.faults).toEqual([])
    await visit.close()
  })

  test('have programs that run as they stand', async () => {
    const pool = openPool(hub.environment['ISSUER_DATABASE_URL'] ?? '')
    const { id, secret } = await addClient(pool, { name: '安叶青少年服务中心', role: 'ngo', organisation })
    await pool.end()
    const visit = await browser.open('/console/ngo/contract')
    const [curl = '', javascript = '', python = ''] = await visit.page.locator('.example').allTextContents()
    await visit.close()
    const options = { env: { ...process.env, CLIENT_ID: id, CLIENT_SECRET: secret } }
    for (const [command, args] of [
      ['sh', ['-c', curl]],
      [process.execPath, ['--input-type=module', '-e', javascript]],
      ['python3', ['-c', python]],
    ] as const) {
      const { stdout } = await run(command, args, options)
      expect([command, stdout]).toEqual([command, expect.stringMatching(/"title": ?"[^"]{3,}"/)])
    }
  })
})
