import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tabTo } from '../helpers/tab-to.js'
import { type TestBrowser, chromiumPath, languages, openBrowser } from '../helpers/open-browser.js'
import { answeredIn } from '../helpers/answered-in.js'
import { pickIn } from '../helpers/planner-steps.js'
import { type TestHub, startReturnedHub } from '../helpers/start-hub.js'

const shanghai = '310000000000'
const wholeYear = { from: '2025-01', to: '2025-12', grain: 'QUARTER' }
const lastQuarter = { from: '2025-10', to: '2025-12', grain: 'QUARTER' }

describe.skipIf(chromiumPath === undefined)('the question builder', () => {
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

  /** Puts a question together by the controls, beginning with the first one, until it is the one expected; gives what is shown. */
  async function build(expected: object, act: (page: Page) => Promise<void>, within = shanghai) {
    const visit = await browser.open('/console/planner')
    const { page } = visit
    await act(page)
    await expect.poll(() => answeredIn(page), { timeout: 8_000 }).toEqual({ within, query: expected })
    const shown = await page.locator('.answer-count').innerText()
    const rows = await page.locator('.answer-table tbody tr').allInnerTexts()
    expect(visit.faults).toEqual([])
    await visit.close()
    return { shown, rows }
  }

  /** How many rows the graph gives for a question, asked directly. */
  async function countOf(query: object, within = shanghai): Promise<number | undefined> {
    const { data } = await hub.ask<{ measures: { totalCount: number } }>(
      'query ($within: DivisionCode!, $query: MeasureQuery!) { measures(within: $within, query: $query) { totalCount } }',
      { within, query },
    )
    return data?.measures.totalCount
  }

  describe('answers the questions of planners, without a code', () => {
    test('1: participation by borough and quarter, two years, against the year before', async () => {
      const expected = {
        measures: ['PARTICIPATION_RATE'],
        groupBy: ['BOROUGH', 'PERIOD'],
        ...wholeYear,
        from: '2024-01',
      }
      const { shown, rows } = await build(expected, async (page) => {
        await page.getByLabel('From').selectOption('Q1 2024')
        await page.getByLabel('To', { exact: true }).selectOption('Q4 2025')
        await page.getByRole('checkbox', { name: 'Change on the same period a year earlier' }).check()
      })
      expect(shown).toContain(`${await countOf(expected)} rows`)
      expect(rows[0]).toMatch(/^黄浦区\s+Q1 2024\s/)
    })

    test('2: the ten communities where older residents’ participation grew most, with how many they are', async () => {
      const measure = 'Share of residents of 60 and over taking part in learning'
      const expected = {
        measures: ['OLDER_PARTICIPATION_RATE'],
        groupBy: ['COMMUNITY'],
        ...lastQuarter,
        orderBy: [{ measure: 'OLDER_PARTICIPATION_RATE', by: 'GROWTH_ON_YEAR', direction: 'DESC' }],
      }
      const { rows } = await build(expected, async (page) => {
        await takeMeasure(page, measure)
        await page.getByRole('checkbox', { name: 'Community', exact: true }).check()
        await page.getByRole('checkbox', { name: 'Period', exact: true }).uncheck()
        await page.getByLabel('From').selectOption('Q4 2025')
        const growth = `${measure}: Change on the same period a year earlier`
        await page.getByLabel('By', { exact: true }).selectOption({ label: growth })
        await page.getByLabel('How many rows').selectOption('10')
        await page.getByRole('checkbox', { name: 'Change on the same period a year earlier' }).check()
        await page.getByRole('checkbox', { name: 'The two counts behind it' }).check()
      })
      expect(rows.length).toBe(10)
      expect(rows[0]).toMatch(/云南中路居委会.*\+4\.3 percentage points.*42 persons ÷ 705 persons/s)
    })

    test('3: boroughs below the city’s own target, this year and last', async () => {
      const expected = {
        measures: ['BUDGET_PER_HEAD'],
        groupBy: ['BOROUGH', 'PERIOD'],
        ...wholeYear,
        from: '2024-01',
        grain: 'YEAR',
        having: [{ measure: 'BUDGET_PER_HEAD', op: 'LT', than: 'TARGET' }],
      }
      const { shown } = await build(expected, async (page) => {
        await takeMeasure(page, "Borough's learning funds per resident")
        // Allocations are for years: the refusal stands at the control, with the step that takes it away.
        await page.getByRole('alert').getByRole('button', { name: 'Years' }).click()
        await page.getByLabel('From').selectOption('2024')
        await page.getByRole('button', { name: 'Add a condition' }).click()
        await page.getByLabel('compared with').selectOption("City's target")
      })
      const count = await countOf(expected)
      expect(shown).toMatch(count === 0 ? /^No row meets/ : new RegExp(`^${count} rows`))
      expect(shown).toContain('For 28 rows nobody can say')
    })

    test('4: satisfaction beside participation, by street', async () => {
      const expected = { measures: ['PARTICIPATION_RATE', 'SATISFACTION'], groupBy: ['STREET'], ...lastQuarter }
      const { rows } = await build(
        expected,
        async (page) => {
          await pickIn(page, 'What to ask for', 'Satisfaction')
          await page.getByRole('combobox', { name: 'Borough', exact: true }).selectOption('黄浦区')
          await page.getByRole('checkbox', { name: 'Period', exact: true }).uncheck()
          await page.getByLabel('From').selectOption('Q4 2025')
        },
        '310101000000',
      )
      expect(rows.length).toBe(await countOf(expected, '310101000000'))
    })

    test('5: share of attendances by learner group, per borough', async () => {
      const visit = await browser.open('/console/planner')
      const { page } = visit
      await takeMeasure(page, 'Attendances')
      await page.getByRole('checkbox', { name: 'Period', exact: true }).uncheck()
      await page.getByRole('checkbox', { name: 'Learner group' }).check()
      await page.getByRole('checkbox', { name: 'Share of all groups or kinds' }).check()
      const first = page.locator('.answer-table tbody tr').first()
      await expect
        .poll(() => first.innerText(), { timeout: 8_000 })
        .toMatch(/黄浦区\s+Young people without work\s+[\d,]+ to [\d,]+\s+[\d.]+% – [\d.]+%/)
      expect(visit.faults).toEqual([])
      await visit.close()
    })

    test('6: communities that live mostly on donations', async () => {
      const expected = {
        measures: ['DONATION_SHARE'],
        groupBy: ['COMMUNITY'],
        ...wholeYear,
        having: [{ measure: 'DONATION_SHARE', op: 'GT', value: 50 }],
      }
      const { shown } = await build(expected, async (page) => {
        await takeMeasure(page, 'Donations as a share of income')
        await page.getByRole('checkbox', { name: 'Community', exact: true }).check()
        await page.getByRole('checkbox', { name: 'Period', exact: true }).uncheck()
        await page.getByRole('button', { name: 'Add a condition' }).click()
        await page.getByLabel('is', { exact: true }).selectOption('> More than')
        await page.getByLabel('Number').fill('50')
      })
      const count = await countOf(expected)
      expect(shown).toMatch(count === 0 ? /^No row meets/ : new RegExp(`^${count} rows`))
    })

    test('7: communities where nothing was offered in a quarter, by kind of programme', async () => {
      const expected = {
        measures: ['SESSIONS'],
        groupBy: ['COMMUNITY', 'PROGRAMME_KIND'],
        ...lastQuarter,
        having: [{ measure: 'SESSIONS', op: 'LTE', value: 0 }],
      }
      const { shown } = await build(expected, async (page) => {
        await takeMeasure(page, 'Sessions held')
        await page.getByRole('checkbox', { name: 'Community', exact: true }).check()
        await page.getByRole('checkbox', { name: 'Period', exact: true }).uncheck()
        await page.getByRole('checkbox', { name: 'Kind of programme' }).check()
        await page.getByLabel('From').selectOption('Q4 2025')
        await page.getByRole('button', { name: 'Add a condition' }).click()
        await page.getByLabel('is', { exact: true }).selectOption('≤ At most')
      })
      expect(shown).toContain(`${await countOf(expected)} rows`)
    })

    test('8: hours per resident in new towns together, against inner districts together', async () => {
      const expected = {
        measures: ['HOURS_PER_RESIDENT'],
        groupBy: ['AREA_GROUP'],
        areaGroups: [
          { name: 'New towns', codes: ['310114000000', '310117000000'] },
          { name: 'Inner districts', codes: ['310101000000', '310106000000'] },
        ],
        ...lastQuarter,
      }
      const { rows } = await build(expected, async (page) => {
        await takeMeasure(page, 'Hours per resident')
        await page.getByLabel('From').selectOption('Q4 2025')
        await page.getByText('Groups of areas of your own').click()
        await addGroup(page, 'New towns', ['嘉定区', '松江区'])
        await addGroup(page, 'Inner districts', ['黄浦区', '静安区'])
        await page.getByRole('checkbox', { name: 'Period', exact: true }).uncheck()
      })
      expect(rows.map((row) => row.split('\t')[0])).toEqual(['New towns', 'Inner districts'])
    })

    test('10: boroughs down and quarters across, in the table and in the file', async () => {
      const visit = await browser.open('/console/planner')
      const { page } = visit
      await takeMeasure(page, 'Sessions held')
      await page.getByRole('checkbox', { name: 'Periods across' }).check()
      await expect.poll(() => answeredIn(page)).toMatchObject({ query: { measures: ['SESSIONS'] } })
      const heads = await page.locator('.answer-table thead th').allInnerTexts()
      expect(heads).toEqual(['Borough', ...[1, 2, 3, 4].map((quarter) => `Sessions held · Q${quarter} 2025`)])
      expect(await page.locator('.answer-table tbody tr').count()).toBe(16)
      const file = await fetch(hub.url + (await page.getByRole('link', { name: 'Download CSV' }).getAttribute('href')))
      expect((await file.text()).split('\n').length).toBeGreaterThan(16)
      await visit.close()
    })
  })

  test('is used by the keyboard alone, from the measures to the street that a row leads to', async () => {
    const visit = await browser.open('/console/planner?from=2025-10&groupBy=BOROUGH&view=table')
    const { page } = visit
    const { keyboard } = page
    await tabTo(page, page.getByRole('combobox', { name: 'What to ask for' }))
    await keyboard.type('sessions h')
    await keyboard.press('ArrowDown')
    await keyboard.press('Enter')
    await keyboard.press('Escape')
    await tabTo(page, page.getByRole('checkbox', { name: 'Kind of programme' }))
    await keyboard.press('Space')
    await tabTo(page, page.getByRole('button', { name: 'Add a condition' }))
    await keyboard.press('Enter')
    await tabTo(page, page.getByLabel('compared with'))
    await keyboard.type('National')
    // The measure has no national goal: the refusal is read where the condition is, and its button takes it away.
    await tabTo(page, page.getByRole('alert').getByRole('button', { name: 'Without conditions' }))
    await keyboard.press('Enter')
    await tabTo(page, page.locator('.answer-table').getByRole('button', { name: '黄浦区' }).first())
    await keyboard.press('Enter')
    await expect
      .poll(() => answeredIn(page))
      .toEqual({
        within: '310101000000',
        query: {
          measures: ['PARTICIPATION_RATE', 'SESSIONS'],
          groupBy: ['STREET', 'PROGRAMME_KIND'],
          from: '2025-10',
          to: '2025-12',
          grain: 'QUARTER',
        },
      })
    expect(visit.faults).toEqual([])
    await visit.close()
  })

  test('tells of whose reports each row is made', async () => {
    const visit = await browser.open('/console/planner?groupBy=BOROUGH&from=2025-10&to=2025-12&measures=SATISFACTION')
    const { page } = visit
    await page.getByRole('checkbox', { name: 'Whose reports it is made of' }).check()
    await page.getByRole('columnheader', { name: 'Satisfaction: reports', exact: true }).waitFor()
    const first = page.locator('.answer-table tbody tr').first()
    expect(await first.innerText()).toMatch(/\d+ of \d+ reports counted .*last updated /)
    expect(await first.locator('.figure').getAttribute('title')).toMatch(/\d+ of \d+ reports counted/)
    await visit.close()
  })

  test('tells of each measure whose reports it is made of', async () => {
    const visit = await browser.open(
      '/console/planner?groupBy=BOROUGH&from=2025-10&to=2025-12&measures=PARTICIPATION_RATE,SATISFACTION&show=coverage',
    )
    const { page } = visit
    const each = page.locator('.coverage-each li')
    await expect.poll(() => each.count()).toBe(2)
    expect(await each.nth(0).innerText()).toMatch(/^Share of residents taking part in learning: \d+ of \d+ reports/)
    expect(await each.nth(1).innerText()).toMatch(/^Satisfaction: \d+ of \d+ reports/)
    await page.getByRole('columnheader', { name: 'Participation: reports', exact: true }).waitFor()
    expect(visit.faults).toEqual([])
    await visit.close()
  })

  test('says why something is not known, by keyboard and by touch', async () => {
    const question = '/console/planner?groupBy=BOROUGH&from=2025-01&to=2025-12&measures=SESSIONS&show=growth'
    const visit = await browser.open(question, { width: 390 })
    const { page } = visit
    const unknown = page.locator('.answer-table').getByRole('button', { name: 'not known' }).first()
    const reason = page.locator('.explained-reason:popover-open')
    await unknown.focus()
    await page.keyboard.press('Enter')
    expect(await reason.innerText()).toMatch(/not exactly known/)
    await page.keyboard.press('Escape')
    await expect.poll(() => reason.count()).toBe(0)
    await unknown.tap()
    const box = await reason.boundingBox()
    expect(box !== null && box.x >= 0 && box.x + box.width <= 390).toBe(true)
    expect(await visit.barriers()).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('columnheader').getByRole('button', { name: 'Sessions held: on period before' }).tap()
    expect(await reason.innerText()).toContain('Change on the previous period'.toLowerCase())
    expect(visit.faults).toEqual([])
    await visit.close()
  })

  test('says what a choice takes from the question elsewhere, and takes it back', async () => {
    const visit = await browser.open('/console/planner?groupBy=COMMUNITY&from=2025-10&to=2025-12&measures=SESSIONS')
    const { page } = visit
    await page.getByRole('checkbox', { name: 'Borough', exact: true }).check()
    const told = page.getByRole('status').filter({ hasText: 'It no longer has' })
    expect(await told.innerText()).toContain('rows by community')
    await expect.poll(() => answeredIn(page)).toMatchObject({ query: { groupBy: ['BOROUGH'] } })
    await told.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => answeredIn(page)).toMatchObject({ query: { groupBy: ['COMMUNITY'] } })
    expect(await told.count()).toBe(0)
    await page.getByRole('combobox', { name: 'Borough', exact: true }).selectOption('黄浦区')
    await expect
      .poll(() => answeredIn(page))
      .toMatchObject({ within: '310101000000', query: { groupBy: ['COMMUNITY'] } })
    expect(await told.count()).toBe(0)
    expect(visit.faults).toEqual([])
    await visit.close()
  })

  test.each([
    ['PARTICIPATION_RATE', /%$/],
    ['BUDGET_PER_HEAD', /^¥/],
  ] as const)('draws bars under an axis in the unit of %s, no tick twice', async (measure, unit) => {
    const year = 'groupBy=BOROUGH&from=2025-01&to=2025-12&grain=YEAR'
    const time = measure === 'BUDGET_PER_HEAD' ? year : 'groupBy=BOROUGH&from=2025-10&to=2025-12'
    const visit = await browser.open(`/console/planner?${time}&measures=${measure}&view=bars`)
    const shown = visit.page.locator('.bars-ticks > span')
    await shown.first().waitFor()
    const ticks = await shown.allInnerTexts()
    expect(ticks.length).toBeGreaterThan(1)
    expect(new Set(ticks).size).toBe(ticks.length)
    for (const tick of ticks) expect(tick).toMatch(unit)
    expect(visit.faults).toEqual([])
    await visit.close()
  })

  test.each(languages)('tells a page that breaks apart from a hub that does not answer in %s', async (language) => {
    const visit = await browser.open('/console/nowhere', { language })
    const { page } = visit
    const words =
      language === 'en'
        ? ['This page failed', 'Reload the page', 'The hub does not answer']
        : ['页面出错', '重新加载页面', '本平台无响应']
    const [failed = '', reload = '', silent = ''] = words
    await page.route('**/graphql', async (route) => {
      const { operationName } = route.request().postDataJSON() as { operationName?: string }
      if (operationName !== 'PlannerAnswer') return route.continue()
      return route.fulfill({ json: { data: { measures: { totalCount: 1, undecided: 0, rows: [{}] } } } })
    })
    await page.goto(`${hub.url}/console/planner`)
    await page.getByRole('heading', { level: 1, name: failed }).waitFor()
    expect(await page.getByText(silent).count()).toBe(0)
    expect(await page.getByRole('navigation').first().isVisible()).toBe(true)
    expect(await visit.barriers()).toEqual([])
    await page.unroute('**/graphql')
    await page.getByRole('button', { name: reload }).click()
    await page.locator('.answer-table tbody tr').first().waitFor()
    await page.route('**/graphql', (route) => route.abort())
    await page.goto(`${hub.url}/console/planner`)
    await page.getByText(silent).first().waitFor()
    await visit.close()
  })

  test.each(['table', 'bars', 'lines'])('shows the city’s targets of years in %s', async (view) => {
    const years = 'groupBy=BOROUGH,PERIOD&from=2024-01&to=2025-12&grain=YEAR&measures=BUDGET_PER_HEAD&show=target'
    const visit = await browser.open(`/console/planner?${years}&view=${view}`)
    const { page } = visit
    const { data } = await hub.ask<{ city: { targets: { value: number }[] } }>(
      '{ city(code: "310000000000") { targets(year: 2025, measure: BUDGET_PER_HEAD) { value } } }',
    )
    const target = `¥${data?.city.targets[0]?.value.toFixed(2)}`
    if (view === 'table') await page.getByRole('cell', { name: target }).first().waitFor()
    if (view === 'bars') await page.locator('.band-bar-target').first().waitFor({ state: 'attached' })
    if (view === 'lines') await page.getByRole('img', { name: /Target of the city: ¥/ }).waitFor()
    expect(visit.faults).toEqual([])
    await visit.close()
  })

  test.each(languages)('stands whole at each width in %s', async (language) => {
    const visit = await browser.open('/console/planner?show=growth,growthOnYear,counts,coverage', { language })
    await visit.page.locator('.answer-table tbody tr').first().waitFor()
    expect(await visit.wrongAtAnyWidth()).toEqual([])
    expect(visit.faults).toEqual([])
    await visit.close()
  })

  test.each(['bars', 'lines', 'multiples', 'tiles'])('draws an answer as %s', async (view) => {
    const periods = view === 'tiles' ? 'groupBy=BOROUGH&from=2025-10' : 'groupBy=BOROUGH,PERIOD&from=2025-01'
    const visit = await browser.open(`/console/planner?${periods}&to=2025-12&measures=SESSIONS&view=${view}`, {
      width: 768,
    })
    const drawn =
      { bars: '.bars li:not(.bars-axis)', lines: '.chart canvas', multiples: '.chart canvas', tiles: '.tile' }[view] ??
      ''
    await visit.page.locator(drawn).first().waitFor()
    expect(await visit.page.locator(drawn).count()).toBe({ bars: 64, lines: 1, multiples: 16, tiles: 16 }[view])
    expect(await visit.barriers()).toEqual([])
    expect(visit.faults).toEqual([])
    await visit.close()
  })

  test('goes down to a community and back, and its address opens the same table elsewhere', async () => {
    const visit = await browser.open('/console/planner?groupBy=BOROUGH&from=2025-10&to=2025-12&measures=SESSIONS')
    const { page } = visit
    const path = page.getByRole('navigation', { name: 'Where you are' })
    await page.getByRole('button', { name: '黄浦区' }).click()
    await page.locator('.answer-table').getByRole('button', { name: /街道$/ }).first().click()
    await page.locator('.answer-table tbody th button', { hasText: '居委会' }).first().waitFor()
    expect(await path.locator('li').count()).toBe(3)
    await expect.poll(() => answeredIn(page)).toMatchObject({ query: { groupBy: ['COMMUNITY'] } })
    const rows = await page.locator('.answer-table tbody').innerText()

    const other = await browser.open(page.url().slice(hub.url.length))
    await other.page.locator('.answer-table tbody tr').first().waitFor()
    expect(await other.page.locator('.answer-table tbody').innerText()).toBe(rows)
    await other.close()

    await page.goBack()
    await path.getByRole('button', { name: '上海市' }).waitFor()
    expect(await path.locator('li').count()).toBe(2)
    await path.getByRole('button', { name: '上海市' }).click()
    await page.getByRole('button', { name: '徐汇区' }).waitFor()
    await visit.close()
  })

  test('reads thousands of rows page by page, and has only those in sight in the page', async () => {
    const visit = await browser.open('/console/planner?groupBy=COMMUNITY&from=2025-10&to=2025-12&measures=SESSIONS')
    const { page } = visit
    expect(await page.locator('.answer-count').innerText()).toMatch(/^6509 rows/)
    const table = page.locator('.answer-table')
    const lastRow = async () => {
      await table.evaluate((element: { scrollTop: number; scrollHeight: number }) => {
        element.scrollTop = element.scrollHeight
      })
      return Number(await table.locator('tbody tr[aria-rowindex]').last().getAttribute('aria-rowindex'))
    }
    await expect.poll(lastRow, { timeout: 10_000 }).toBeGreaterThan(600)
    expect(await table.locator('tbody tr').count()).toBeLessThan(60)
    await pickIn(page, 'What to ask for', 'Attendances')
    await page.getByRole('columnheader', { name: /^Attendances/ }).waitFor()
    await expect.poll(() => table.evaluate((element: { scrollTop: number }) => element.scrollTop)).toBe(0)
    expect(await table.locator('tbody tr').first().getAttribute('aria-rowindex')).toBe('2')
    await visit.close()
  })

  test('keeps questions in the browser', async () => {
    const visit = await browser.open('/console/planner?groupBy=BOROUGH&from=2025-10&to=2025-12&measures=SESSIONS')
    const { page } = visit
    await page.getByText('Saved in this browser').click()
    await page.getByLabel('Save this question as').fill('Sessions of the winter')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.goto(`${hub.url}/console/planner`)
    await page.getByRole('link', { name: 'Sessions of the winter' }).click()
    await page.waitForURL(/measures=SESSIONS/)
    await page.getByRole('button', { name: 'Forget Sessions of the winter' }).click()
    expect(await page.getByRole('link', { name: 'Sessions of the winter' }).count()).toBe(0)
    await visit.close()
  })
})

async function takeMeasure(page: Page, name: string): Promise<void> {
  await pickIn(page, 'What to ask for', name)
  await page.getByRole('button', { name: 'Remove Share of residents taking part in learning', exact: true }).click()
}

async function addGroup(page: Page, name: string, areas: readonly string[]): Promise<void> {
  await page.getByLabel('Name of the group').fill(name)
  await page.getByRole('button', { name: 'Add a group' }).click()
  for (const area of areas) await pickIn(page, `Areas of ${name}`, area)
}
