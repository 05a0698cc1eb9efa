import { randomSeed, shareOf } from '@shequ/process/testing/random-seed'
import { randomFor } from '@shequ/schema/random/random'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stateAnswers } from '../helpers/in-state.js'
import { openAs } from '../helpers/open-as.js'
import { type TestBrowser, type Visit, chromiumPath, openBrowser } from '../helpers/open-browser.js'
import { type TestHub, startReturnedHub } from '../helpers/start-hub.js'

const [borough, community] = ['310101000000', '310101002001']

type Viewer = Parameters<typeof openAs>[3]

/** A part of the console that asks one operation: where it is, and what leads to it. */
interface Part {
  readonly path: string
  readonly operation: string
  readonly viewer: Viewer
  /** What opens it on its page. */
  readonly open?: (page: Visit['page']) => Promise<void>
}

const officeOf: Viewer = { role: 'community-office', borough, community }
const boroughOffice: Viewer = { role: 'borough-office', borough }
const cityOffice: Viewer = { role: 'city-office' }
const ngo: Viewer = { role: 'ngo' }
const sections = (path: string, viewer: Viewer, operations: Readonly<Record<string, string>>) =>
  Object.entries(operations).map(([section, operation]) => ({ path: `${path}?section=${section}`, operation, viewer }))

const parts: readonly Part[] = [
  ...sections('/office', officeOf, {
    programmes: 'OfficeProgrammes',
    voices: 'OfficeVoices',
    proposals: 'OfficeProposals',
    money: 'OfficeMoney',
    guidance: 'OfficeGuidance',
  }),
  {
    path: '/office?section=programmes',
    operation: 'OfficeProgramme',
    viewer: officeOf,
    open: async (page) => {
      await page.getByLabel('Which').selectOption({ index: 1 })
      await page.locator('.records .link-button').first().click()
    },
  },
  ...sections('/autonomy', officeOf, {
    sharing: 'SharedDatasets',
    grants: 'GivenGrants',
    log: 'ReadLog',
    node: 'OwnNode',
  }),
  {
    path: '/autonomy?section=sharing',
    operation: 'OwnFigures',
    viewer: officeOf,
    open: async (page) => {
      await page.getByRole('button', { name: 'Change: Programmes' }).click()
      await page.getByLabel('New readers').selectOption('PRIVATE')
    },
  },
  ...sections('/government', boroughOffice, {
    communities: 'RegisteredCommunities',
    centres: 'RunServiceCentres',
    allocations: 'MadeAllocations',
    guidance: 'IssuedGuidance',
  }),
  ...sections('/government', cityOffice, {
    ordinances: 'AdoptedOrdinances',
    targets: 'SetTargets',
    designations: 'AwardedDesignations',
    organisations: 'RegisteredOrganisations',
    guidance: 'IssuedCityGuidance',
    requests: 'MadeRequests',
  }),
  { path: '/ngo', operation: 'NgoConsignments', viewer: ngo },
  { path: '/ngo', operation: 'NgoClients', viewer: ngo },
  { path: '/ngo/contract', operation: 'ContractTypes', viewer: ngo },
  { path: '/operator', operation: 'OperatorReturns', viewer: { role: 'operator' } },
  { path: '/operator', operation: 'OperatorNodes', viewer: { role: 'operator' } },
  { path: '/operator', operation: 'OperatorQueues', viewer: { role: 'operator' } },
  { path: '/operator', operation: 'OperatorFaults', viewer: { role: 'operator' } },
]

const random = randomFor(randomSeed(), 'parts of the console')
const drawn = parts
  .map((part) => ({ part, place: random.next() }))
  .toSorted((one, other) => one.place - other.place)
  .slice(0, shareOf(parts.length))
  .map(({ part }) => part)

describe.skipIf(chromiumPath === undefined)('each part of the console', () => {
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

  test.each(drawn)(
    'says how it stands, and what to do: $operation at $path',
    async ({ path, operation, viewer, open }) => {
      // From a page that asks nothing of it, so that the first answer is slow already.
      const visit = await openAs(hub, browser, '/sign-in', viewer)
      const { page } = visit
      const answers = await stateAnswers(page, operation, 'SLOW')
      await goTo(page, path)
      await open?.(page)
      const main = page.locator('main')
      await main.locator('.loading').first().waitFor()
      expect(await visit.barriers()).toEqual([])

      answers.set('DEAD')
      await main.locator('.notice-outage').getByText('The tier does not answer.').waitFor()
      expect(await main.locator('.notice-outage').getAttribute('role')).toBe('alert')
      answers.set('LIMITED')
      await again(page)
      await main.locator('.notice-refused').getByText('Too much was asked in this minute.').waitFor()
      answers.set('EMPTY')
      await again(page)
      await main.locator('.notice').waitFor({ state: 'detached' })
      expect(await page.locator('main table:not(:has(tbody tr))').count()).toBe(0)
      expect(await visit.barriers()).toEqual([])

      answers.set('PARTIAL')
      await page.getByRole('button', { name: '中文' }).press('Enter')
      await main.locator('.notice-partial, .notice-outage').getByText('One node does not answer.').waitFor()
      expect(await visit.barriers()).toEqual([])
      answers.set('FORBIDDEN')
      await again(page)
      await main.locator('.notice-refused').getByText('您无权查看此内容').waitFor()
      expect(await main.locator('.notice').getByRole('button').count()).toBe(0)
      expect(visit.faults).toEqual([])
      await visit.close()
    },
    60_000,
  )
})

async function again(page: Visit['page']): Promise<void> {
  await page
    .locator('main .notice')
    .getByRole('button', { name: /Ask again|重试/ })
    .first()
    .press('Enter')
}

/** Goes to a page as its links do: what is in memory stays. */
async function goTo(page: Visit['page'], path: string): Promise<void> {
  await page.evaluate(`history.pushState({}, '', '/console${path}')`)
}
