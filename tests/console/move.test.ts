import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openAs } from '../helpers/open-as.js'
import { type TestBrowser, chromiumPath, openBrowser } from '../helpers/open-browser.js'
import { type TestNode, openNode } from '../helpers/open-node.js'
import { type TestHub, startRoutedHub } from '../helpers/start-hub.js'

const [borough, community] = ['310101000000', '310101002001']

describe.skipIf(chromiumPath === undefined)('the move of a community', () => {
  let hub: TestHub
  let node: TestNode
  let browser: TestBrowser
  beforeAll(async () => {
    hub = await startRoutedHub({ reportInterval: 3_600_000 })
    node = await openNode(hub, community)
    browser = await openBrowser(hub.url)
  }, 240_000)
  afterAll(async () => {
    await browser?.close()
    await node?.close()
    await hub?.close()
  })

  test('to a node and back is invited, agreed to and followed in the console', async () => {
    const government = await openAs(hub, browser, '/government', { role: 'borough-office', borough })
    const register = government.page
    const row = register.getByRole('row', { name: /^云南中路居委会/ })
    await row.getByText('Invite a node').click()
    await row.getByRole('button', { name: 'Invite', exact: true }).click()
    const told = await register.getByText(/Told once\./).innerText()
    const invitation = told.split(': ').at(-1) ?? ''
    await government.close()

    const autonomy = await openAs(hub, browser, '/autonomy?section=node', {
      role: 'community-office',
      borough,
      community,
    })
    const { page } = autonomy
    const until = '2025-09-20'
    const step = page.locator('.steps [aria-current="step"]')
    await expect(node.joinUnasked(invitation)).rejects.toThrow(/consent/)
    await step.getByText('Consent to the move').waitFor()
    await page.getByLabel("Thumbprint of the node's key").fill(node.hub.key.kid)
    await page.getByLabel('Last day').fill(until)
    await page.getByRole('button', { name: 'Consent', exact: true }).click()
    await page.getByText(node.hub.key.kid).waitFor()
    await step.getByText('The records move').waitFor()
    await node.joinUnasked(invitation)
    await hub.gatewayHasRead()
    await page.locator('[data-node="ACTIVE"]').waitFor()
    await page.getByText(node.url).waitFor()

    expect(await step.innerText()).toContain('Consent to the way back')
    await page.getByLabel('Last day').fill(until)
    await page.getByRole('button', { name: 'Consent', exact: true }).click()
    await page.locator('.steps [aria-current="step"]').getByText('hub node leave').waitFor()
    await node.leaveUnasked()
    await hub.gatewayHasRead()
    await page.locator('[data-node="HOSTED"]').waitFor()
    expect(await step.innerText()).toContain('hub node init')
    expect(autonomy.faults).toEqual([])
    await autonomy.close()
  }, 60_000)
})
