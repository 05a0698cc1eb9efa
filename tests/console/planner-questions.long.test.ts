import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answeredIn } from '../helpers/answered-in.js'
import { beijing, loadBeijing } from '../helpers/load-beijing.js'
import { type TestBrowser, chromiumPath, type languages, openBrowser } from '../helpers/open-browser.js'
import { plannerSteps } from '../helpers/planner-steps.js'
import { type TestHub, startReturnedHub } from '../helpers/start-hub.js'

const shanghai = '310000000000'
const year = { from: '2025-01', to: '2025-12', grain: 'QUARTER' }
const lastQuarter = { from: '2025-10', to: '2025-12', grain: 'QUARTER' }
const newTowns = ['310114000000', '310117000000', '310118000000', '310120000000', '310115145000']
const innerDistricts = ['01', '04', '05', '06', '07', '09', '10'].map((borough) => `3101${borough}000000`)

/** One of `planner-questions`: what a planner clicks, and what the graph should be asked then. */
interface Asked {
  readonly name: string
  readonly language: (typeof languages)[number]
  readonly act: (page: Page) => Promise<unknown>
  readonly expected: { readonly within?: string; readonly beside?: readonly string[]; readonly query: object }
  /** What stands in the table. */
  readonly shows: RegExp
}

const older = '60岁及以上居民学习参与率'
const questions: readonly Asked[] = [
  {
    name: '1: participation by borough and quarter, two years, against the same quarter of the year before',
    language: 'zh',
    act: async (page) => {
      const { choose, tick } = plannerSteps(page)
      await choose('从', '2024年第一季度')
      await tick('比上年同期增减')
    },
    expected: { query: { measures: ['PARTICIPATION_RATE'], groupBy: ['BOROUGH', 'PERIOD'], ...year, from: '2024-01' } },
    shows: /居民学习参与率：比上年同期增减[^]*黄浦区\s+2024年第一季度\s/,
  },
  {
    name: '2: the ten communities where older residents’ participation grew most, with how many they are',
    language: 'zh',
    act: async (page) => {
      const { choose, pick, tick, untick, press } = plannerSteps(page)
      await pick('查询哪些指标', older)
      await press('移除居民学习参与率')
      await tick('社区')
      await untick('报告期')
      await page.getByRole('alert').getByRole('button', { name: '只查最后一个报告期' }).click()
      await choose('依据', `${older}：比上年同期增减`)
      await choose('显示行数', '10')
      await tick('比上年同期增减')
      await tick('分子与分母')
    },
    expected: {
      query: {
        measures: ['OLDER_PARTICIPATION_RATE'],
        groupBy: ['COMMUNITY'],
        ...lastQuarter,
        orderBy: [{ measure: 'OLDER_PARTICIPATION_RATE', by: 'GROWTH_ON_YEAR', direction: 'DESC' }],
      },
    },
    shows: /云南中路居委会[^]*\+4\.3[^]*42人? ÷ 705人?/,
  },
  {
    name: '3: boroughs below the city’s own target, this year and last',
    language: 'en',
    act: async (page) => {
      const { choose, pick, press, tick } = plannerSteps(page)
      await pick('What to ask for', "Borough's learning funds per resident")
      await press('Remove Share of residents taking part in learning')
      // Allocations are for years: the refusal stands at the control, with the step that takes it away.
      await page.getByRole('alert').getByRole('button', { name: 'Years' }).click()
      await choose('From', '2024')
      await press('Add a condition')
      await choose('compared with', "City's target")
      await tick('Target of the city')
    },
    expected: {
      query: {
        measures: ['BUDGET_PER_HEAD'],
        groupBy: ['BOROUGH', 'PERIOD'],
        ...year,
        from: '2024-01',
        grain: 'YEAR',
        having: [{ measure: 'BUDGET_PER_HEAD', op: 'LT', than: 'TARGET' }],
      },
    },
    shows: /./,
  },
  {
    name: '4: satisfaction beside participation, by street',
    language: 'en',
    act: async (page) => {
      const { choose, pick, tick, untick } = plannerSteps(page)
      await pick('What to ask for', 'Satisfaction')
      await tick('Street or town')
      await untick('Period')
      await choose('From', 'Q4 2025')
    },
    expected: {
      query: { measures: ['PARTICIPATION_RATE', 'SATISFACTION'], groupBy: ['STREET'], ...lastQuarter },
    },
    shows: /Street or town\s+Share of residents taking part in learning\s+Satisfaction\s+南京东路街道/,
  },
  {
    name: '5: share of attendances by learner group, per borough',
    language: 'en',
    act: async (page) => {
      const { pick, press, tick, untick } = plannerSteps(page)
      await pick('What to ask for', 'Attendances')
      await press('Remove Share of residents taking part in learning')
      await untick('Period')
      await tick('Learner group')
      await tick('Share of all groups or kinds')
    },
    expected: { query: { measures: ['ATTENDANCES'], groupBy: ['BOROUGH', 'LEARNER_GROUP'], ...year } },
    shows: /黄浦区\s+Young people without work\s+[\d,]+ to [\d,]+\s+[\d.]+% – [\d.]+%/,
  },
  {
    name: '6: communities that live mostly on donations',
    language: 'zh',
    act: async (page) => {
      const { choose, pick, press, tick, untick, write } = plannerSteps(page)
      await pick('查询哪些指标', '捐赠收入占比')
      await press('移除居民学习参与率')
      await tick('社区')
      await untick('报告期')
      await press('添加条件')
      await choose('关系', '> 大于')
      await write('数值', '50')
    },
    expected: {
      query: {
        measures: ['DONATION_SHARE'],
        groupBy: ['COMMUNITY'],
        ...year,
        having: [{ measure: 'DONATION_SHARE', op: 'GT', value: 50 }],
      },
    },
    shows: /./,
  },
  {
    name: '7: communities where nothing was offered in a quarter, by kind of programme',
    language: 'en',
    act: async (page) => {
      const { choose, pick, press, tick, untick } = plannerSteps(page)
      await pick('What to ask for', 'Sessions held')
      await press('Remove Share of residents taking part in learning')
      await tick('Community')
      await untick('Period')
      await tick('Kind of programme')
      await choose('From', 'Q4 2025')
      await press('Add a condition')
      await choose('is', '≤ At most')
    },
    expected: {
      query: {
        measures: ['SESSIONS'],
        groupBy: ['COMMUNITY', 'PROGRAMME_KIND'],
        ...lastQuarter,
        having: [{ measure: 'SESSIONS', op: 'LTE', value: 0 }],
      },
    },
    shows: /居委会\s+\S[^\n]*\s+0/,
  },
  {
    name: '8: hours per resident in the five new towns together, against the seven inner districts together',
    language: 'zh',
    act: async (page) => {
      const { choose, pick, press, open, untick } = plannerSteps(page)
      await pick('查询哪些指标', '人均学习时数')
      await press('移除居民学习参与率')
      await choose('从', '2025年第四季度')
      await open('自定区域')
      await addGroup(page, '五个新城', ['嘉定区', '松江区', '青浦区', '奉贤区'])
      await choose('街道（乡镇）所属的区', '浦东新区')
      await pick('“五个新城”包括的区域', '南汇新城镇')
      await addGroup(page, '内环七区', ['黄浦区', '徐汇区', '长宁区', '静安区', '普陀区', '虹口区', '杨浦区'])
      await untick('报告期')
    },
    expected: {
      query: {
        measures: ['HOURS_PER_RESIDENT'],
        groupBy: ['AREA_GROUP'],
        areaGroups: [
          { name: '五个新城', codes: newTowns },
          { name: '内环七区', codes: innerDistricts },
        ],
        ...lastQuarter,
      },
    },
    shows: /五个新城[^]*内环七区/,
  },
  {
    name: '9: two cities side by side',
    language: 'en',
    act: async (page) => {
      const { choose, pick, press, tick, untick } = plannerSteps(page)
      await pick('What to ask for', 'Sessions held')
      await press('Remove Share of residents taking part in learning')
      await pick('Compare with other cities', '北京市')
      await tick('City')
      await untick('Period')
      await choose('To', 'Q1 2025')
    },
    expected: {
      beside: [beijing],
      query: { measures: ['SESSIONS'], groupBy: ['CITY'], ...year, to: '2025-03' },
    },
    shows: /北京市\s+[\d,]+[^]*上海市\s+[\d,]+/,
  },
  {
    name: '10: boroughs down, quarters across',
    language: 'zh',
    act: async (page) => {
      const { pick, press, tick } = plannerSteps(page)
      await pick('查询哪些指标', '活动场次')
      await press('移除居民学习参与率')
      await tick('报告期横排')
    },
    expected: { query: { measures: ['SESSIONS'], groupBy: ['BOROUGH', 'PERIOD'], ...year } },
    shows:
      /区\s+活动场次（场） · 2025年第一季度\s+活动场次（场） · 2025年第二季度\s+活动场次（场） · 2025年第三季度\s+活动场次（场） · 2025年第四季度\s+黄浦区/,
  },
]

describe.skipIf(chromiumPath === undefined)('a planner’s ten questions', () => {
  let hub: TestHub
  let browser: TestBrowser
  beforeAll(async () => {
    hub = await startReturnedHub()
    await loadBeijing(hub)
    browser = await openBrowser(hub.url)
  })
  afterAll(async () => {
    await browser?.close()
    await hub?.close()
  })

  test.each(questions)('$name', async ({ language, act, expected, shows }) => {
    const visit = await browser.open('/console', { language })
    const { page } = visit
    await page.getByLabel(language === 'zh' ? '城市' : 'City', { exact: true }).selectOption('上海市')
    await page.getByRole('link', { name: language === 'zh' ? '统计分析' : 'Figures and analysis', exact: true }).click()
    await page.locator('.answer-table tbody tr').first().waitFor()
    await act(page)
    await expect.poll(() => answeredIn(page), { timeout: 10_000 }).toEqual({ within: shanghai, ...expected })
    await visit.settled()
    const told = await readAnswer(page)
    expect(told).toMatch(shows)
    expect(told).toContain(await countOf(expected, language))
    expect(visit.faults).toEqual([])

    const link = page.url().slice(hub.url.length)
    await visit.close()
    const other = await browser.open(link, { language })
    await expect.poll(() => answeredIn(other.page), { timeout: 10_000 }).toEqual({ within: shanghai, ...expected })
    await other.settled()
    expect(await readAnswer(other.page)).toBe(told)
    await other.close()
  })

  test('the tenth is a file that is read as the table', async () => {
    const { visit, table } = await openAcross()
    const file = await visit.page.getByRole('link', { name: 'Download CSV' }).getAttribute('href')
    const lines = (await (await fetch(hub.url + file)).text()).trimEnd().split('\r\n')
    expect(lines).toHaveLength(table.length)
    expect(lines[0]).toContain(',2025-Q1,2025-Q2,2025-Q3,2025-Q4,')
    expect(lines.slice(1).map((line) => line.split(',')[3])).toEqual(
      table.slice(1).map((row) => row.split('\t')[0]?.trim()),
    )
    await visit.close()
  })

  test('thousands of rows scroll, with only those in sight in the page', async () => {
    const visit = await browser.open(
      `/console/planner?within=${shanghai}&groupBy=COMMUNITY&from=2025-10&to=2025-12&measures=SESSIONS`,
    )
    const { page } = visit
    expect(await page.locator('.answer-count').innerText()).toMatch(/^6509 rows/)
    const table = page.locator('.answer-table')
    let most = 0
    const lastRow = async () => {
      await table.evaluate((element: { scrollTop: number; scrollHeight: number }) => {
        element.scrollTop = element.scrollHeight
      })
      most = Math.max(most, await table.locator('tbody tr').count())
      return Number(await table.locator('tbody tr[aria-rowindex]').last().getAttribute('aria-rowindex'))
    }
    await expect.poll(lastRow, { timeout: 120_000, interval: 50 }).toBeGreaterThan(5_000)
    expect(most).toBeLessThan(60)
    expect(visit.faults).toEqual([])
    await visit.close()
  })

  async function openAcross() {
    const visit = await browser.open(
      `/console/planner?within=${shanghai}&groupBy=BOROUGH,PERIOD&from=2025-01&to=2025-12&measures=SESSIONS&columns=PERIOD`,
    )
    await visit.page.locator('.answer-table tbody tr').first().waitFor()
    const table = await visit.page.locator('.answer-table tr').allInnerTexts()
    return { visit, table: table.filter((row) => row.trim() !== '') }
  }

  /** How many rows the graph gives for a question, asked directly, as the page tells it. */
  async function countOf({ within = shanghai, beside, query }: Asked['expected'], language: Asked['language']) {
    const { data } = await hub.ask<{ measures: { totalCount: number } }>(
      `query ($within: DivisionCode!, $beside: [DivisionCode!], $query: MeasureQuery!) {
        measures(within: $within, beside: $beside, query: $query) { totalCount }
      }`,
      { within, beside, query },
    )
    const most = questions[1]?.expected.query === query ? 10 : Infinity
    const count = Math.min(data?.measures.totalCount ?? Number.NaN, most)
    if (count === 0) return language === 'zh' ? '没有符合条件的行。' : 'No row meets the question.'
    return language === 'zh' ? `共${count}行。` : `${count} row`
  }
})

async function addGroup(page: Page, name: string, areas: readonly string[]): Promise<void> {
  const { pick, press, write } = plannerSteps(page)
  await write('区域名称', name)
  await press('添加自定区域')
  for (const area of areas) await pick(`“${name}”包括的区域`, area)
}

/** What the page says of its answer, and the rows in sight. */
async function readAnswer(page: Page): Promise<string> {
  const rows = await page.locator('.answer-table tr').allInnerTexts()
  return [await page.locator('.answer-count').innerText(), ...rows].join('\n')
}
