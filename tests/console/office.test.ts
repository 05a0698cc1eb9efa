import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openAs } from '../helpers/open-as.js'
import { type TestBrowser, type Visit, chromiumPath, languages, openBrowser } from '../helpers/open-browser.js'
import { type TestHub, startHubOfADay } from '../helpers/start-hub.js'

const [borough, community] = ['310101000000', '310101002013']
const office = { role: 'community-office', borough, community } as const

describe.skipIf(chromiumPath === undefined)("the day of a community's office", () => {
  let hub: TestHub
  let browser: TestBrowser
  let token: string
  beforeAll(async () => {
    hub = await startHubOfADay()
    token = await hub.token('community-office', community)
    browser = await openBrowser(hub.url)
  }, 240_000)
  afterAll(async () => {
    await browser?.close()
    await hub?.close()
  })

  test.each(languages)('stands whole at each width in %s, section by section', async (language) => {
    const visit = await openAs(hub, browser, '/office', office, { language })
    for (const place of [0, 1, 2, 3, 4]) {
      await visit.page.locator('.sections a').nth(place).click()
      await visit.settled()
      await visit.page.locator('main details > summary, main .card').first().waitFor()
      expect(await visit.wrongAtAnyWidth()).toEqual([])
    }
    expect(visit.faults).toEqual([])
    await visit.close()
  })

  const fill = async (form: ReturnType<Visit['page']['locator']>, values: Record<string, string>) => {
    for (const [name, value] of Object.entries(values)) await form.locator(`[name="${name}"]`).fill(value)
  }

  test('publishes a programme, schedules it, enrols, records who came and takes that back', async () => {
    const visit = await openAs(hub, browser, '/office', office)
    const { page } = visit
    await page.getByText('Publish a programme').click()
    const publish = page.locator('form').filter({ hasText: 'Places' })
    await fill(publish, {
      title: '智能手机夜校',
      description: '学会挂号和付款。',
      startsOn: '2026-09-10',
      endsOn: '2026-10-10',
      capacity: '2',
    })
    await publish.getByRole('button', { name: 'Publish' }).click()
    await page.getByText('“智能手机夜校” is published.').waitFor()
    await page.getByRole('button', { name: '智能手机夜校' }).click()
    await page.getByText('Schedule a session').click()
    const schedule = page.locator('form').filter({ hasText: 'Ends (time in China)' })
    await fill(schedule, { startsAt: '2026-09-10T09:00', endsAt: '2026-09-10T10:00' })
    await schedule.getByRole('button', { name: 'Schedule' }).click()
    await page.locator('.item').filter({ hasText: '10 Sept 2026, 09:00' }).waitFor()
    await page.getByText('Enrol a resident').click()
    const enrol = page.locator('form').filter({ hasText: 'Is 60 or over' })
    await fill(enrol, { resident: 'list-77' })
    await enrol.getByRole('button', { name: 'Enrol' }).click()
    await page.getByText('The resident has a place.').waitFor()
    await page.getByText('Free places: 1 of 2').waitFor()
    await page.getByText('Attendance list').click()
    const attendance = page.locator('form').filter({ hasText: 'one a line' }).first()
    await fill(attendance, { residents: 'list-77\nlist-78' })
    await attendance.getByRole('button', { name: 'Record' }).click()
    await page.getByRole('alert').waitFor()
    await fill(attendance, { residents: 'list-77' })
    await attendance.getByRole('button', { name: 'Record' }).click()
    await page.getByText('1 recorded.').waitFor()
    await page.getByRole('button', { name: 'Cancel', exact: true }).click()
    await page.getByRole('button', { name: 'Yes, do it' }).click()
    expect(await page.getByRole('alert').innerText()).toMatch(/attendance/)
    const { data } = await hub.ask<{ community: { programmes: { nodes: { title: string; freePlaces: number }[] } } }>(
      `{ community(code: "${community}") { programmes(first: 50) { nodes { title freePlaces } } } }`,
      {},
      token,
    )
    expect(data.community.programmes.nodes).toContainEqual({ title: '智能手机夜校', freePlaces: 1 })
    expect(visit.faults).toEqual([])
    await visit.close()
  })

  test('records a voice and answers it', async () => {
    const visit = await openAs(hub, browser, '/office?section=voices', office)
    const { page } = visit
    await page.getByText('Record a voice').click()
    const raise = page.locator('form').filter({ hasText: 'Resident, by card' })
    await raise.locator('[name="kind"]').selectOption('COMPLAINT')
    await raise.locator('[name="serviceCode"]').selectOption('FEES')
    await fill(raise, { text: '费用太高。' })
    await raise.getByRole('button', { name: 'Record the voice' }).click()
    const voice = page.locator('.item').filter({ hasText: 'Complaint · Fees' }).first()
    await voice.getByText('Answer', { exact: true }).click()
    await fill(voice, { text: '明年起减半。' })
    await voice.getByRole('button', { name: 'Publish the answer' }).click()
    await voice.waitFor({ state: 'detached' })
    await page.getByLabel('Status').selectOption('CLOSED')
    await page.getByText('明年起减半。').waitFor()
    expect(visit.faults).toEqual([])
    await visit.close()
  })

  test('opens a proposal, counts a vote and closes it', async () => {
    const visit = await openAs(hub, browser, '/office?section=proposals', office)
    const { page } = visit
    await page.getByText('Open a proposal').click()
    const open = page.locator('form').filter({ hasText: 'Last day for voting' })
    await fill(open, {
      title: '延长开放时间',
      text: '周末开放到晚上九点。',
      openedOn: '2026-09-10',
      votingUntil: '2026-09-20',
    })
    await open.getByRole('button', { name: 'Open voting' }).click()
    const proposal = page.locator('.item').filter({ hasText: '延长开放时间' })
    await proposal.getByText('Record a vote').click()
    await fill(proposal, { resident: 'list-1' })
    await proposal.locator('[name="choice"]').selectOption('YES')
    await proposal.getByRole('button', { name: 'Count the vote' }).click()
    await proposal.getByText('The vote is counted.').waitFor()
    await proposal.getByRole('button', { name: 'Close voting' }).click()
    await proposal.getByRole('button', { name: 'Yes, do it' }).click()
    await proposal.getByText('1 for, 0 against, 0 abstained').waitFor()
    expect(visit.faults).toEqual([])
    await visit.close()
  })

  test('books a donation, and declines guidance of the borough with a reason', async () => {
    const issued = await hub.ask(
      `mutation { issueGuidance(input: {borough: "${borough}", title: "关于夜校的指导意见", text: "建议每周开设夜校。",
        issuedOn: "2026-09-01"}) { id } }`,
      {},
      await hub.token('borough-office', borough),
    )
    expect(issued.errors).toBeUndefined()
    const visit = await openAs(hub, browser, '/office?section=money', office)
    const { page } = visit
    await page.getByText('Record a donation').click()
    const donation = page.locator('form').filter({ hasText: 'Day of the award' })
    await fill(donation, { title: '图书', awardDate: '2026-09-09', amountAwarded: '321.00' })
    await donation.getByRole('button', { name: 'Book' }).click()
    await page.getByRole('region', { name: 'Donations' }).getByRole('cell', { name: '¥321.00' }).waitFor()
    await page.getByRole('link', { name: 'Guidance' }).click()
    const guidance = page.locator('.item').filter({ hasText: '关于夜校的指导意见' })
    await guidance.getByText('Decide', { exact: true }).click()
    await guidance.locator('[name="decision"]').selectOption('DECLINED')
    await fill(guidance, { answeredOn: '2026-09-10' })
    await guidance.getByRole('button', { name: 'Send the answer' }).click()
    await guidance.getByRole('alert').waitFor()
    await fill(guidance, { reason: '本社区没有晚间的教室。' })
    await guidance.getByRole('button', { name: 'Send the answer' }).click()
    await page.getByText('Declined 本社区没有晚间的教室。').waitFor()
    expect(visit.faults).toEqual([])
    await visit.close()
  })
})
