import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Answer } from '../helpers/ask.js'
import { type TestHub, startHub } from '../helpers/start-hub.js'
import { writeAs } from '../helpers/write-as.js'

const city = '310000000000'
const lane = '310101002001'

let hub: TestHub
let office: string
beforeAll(async () => {
  hub = await startHub()
  office = await hub.token('community-office', lane)
  await hub.publish()
}, 120_000)
afterAll(() => hub.close())

interface Page<Node> {
  readonly watermark: string
  readonly totalCount: number
  readonly nodes: readonly Node[]
  readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean }
}
interface Programme {
  readonly title: string
  readonly endsOn: string
  readonly programme: { readonly id: string }
}
interface Withdrawal {
  readonly id: string
  readonly kind: string
  readonly withdrawnAt: string
  readonly community: { readonly code: string }
}

/** Reads a list of the catalogue to its end, and keeps the watermark of the first page. */
async function readAll<Node>(field: string, args: string, selection: string): Promise<Page<Node>> {
  let all: Page<Node> | undefined
  for (let after: string | null = null; ;) {
    const answer: Answer<Record<string, Page<Node>>> = await hub.ask(
      `query ($after: String) { ${field}(within: "${city}", first: 300, after: $after, ${args}) {
        watermark totalCount pageInfo { endCursor hasNextPage } nodes { ${selection} } } }`,
      { after },
    )
    expect(answer.errors).toBeUndefined()
    const page: Page<Node> | undefined = answer.data[field]
    if (!page) throw new Error(`Expected a page of ${field}, but got none.`)
    all = all ? { ...all, nodes: [...all.nodes, ...page.nodes] } : page
    after = page.pageInfo.endCursor
    if (!page.pageInfo.hasNextPage) return all
  }
}
const programmes = (args: string) => readAll<Programme>('programmes', args, 'title endsOn programme { id }')
const withdrawals = (args: string) =>
  readAll<Withdrawal>('catalogueWithdrawals', args, 'id kind withdrawnAt community { code }')
const everything = 'filter: {from: "2000-01-01"}'

/** A copy of the city's programmes that an NGO keeps by watermarks alone. */
class Copy {
  readonly titles = new Map<string, string>()
  constructor(private mark: string) {}

  take(nodes: readonly Programme[]): void {
    for (const { title, programme } of nodes) this.titles.set(programme.id, title)
  }

  /** Takes in what changed since the last time, and gives the ids that were told. */
  async sync(): Promise<{ readonly changed: string[]; readonly withdrawn: readonly Withdrawal[] }> {
    const since = `changedSince: "${this.mark}"`
    const changed = await programmes(since)
    const { nodes: withdrawn } = await withdrawals(since)
    for (const { id } of withdrawn) this.titles.delete(id)
    this.take(changed.nodes)
    this.mark = changed.watermark
    return { changed: changed.nodes.map(({ programme }) => programme.id), withdrawn }
  }
}

const write = (mutation: string, input: object, selection = 'id') =>
  writeAs<{ readonly id: string }>(hub, office, mutation, { community: lane, ...input }, selection)
const course = {
  title: 'Followed',
  description: 'From afar.',
  kind: 'COURSE',
  startsOn: '2025-10-01',
  endsOn: '2025-12-31',
  capacity: 20,
}

test('whoever follows the catalogue has at each moment what stands in it, and is told what left it', async () => {
  const whole = await programmes(everything)
  const copy = new Copy(whole.watermark)
  copy.take(whole.nodes)
  const followed = async () => {
    const told = await copy.sync()
    const { nodes } = await programmes(everything)
    expect(copy.titles).toEqual(new Map(nodes.map(({ title, programme }) => [programme.id, title])))
    return told
  }
  expect((await followed()).withdrawn).toEqual([])

  const kept = await write('publishProgramme', course)
  const dropped = await write('publishProgramme', { ...course, title: 'Dropped' })
  await hub.publish()
  expect((await followed()).changed).toEqual(expect.arrayContaining([kept.id, dropped.id]))

  await write('changeProgramme', { programme: kept.id, title: 'Followed on' })
  await write('cancelProgramme', { programme: dropped.id })
  await hub.publish()
  const told = await followed()
  expect(copy.titles.get(kept.id)).toBe('Followed on')
  expect(told.withdrawn).toEqual([
    { id: dropped.id, kind: 'PROGRAMME', withdrawnAt: expect.any(String), community: { code: lane } },
  ])

  const listed = [...copy.titles.keys()].filter((id) => id.startsWith(lane))
  await write('setSharing', { dataset: 'PROGRAMMES', level: 'BOROUGH' }, '__typename')
  await hub.publish()
  const { withdrawn } = await followed()
  const left = new Set(withdrawn.map(({ id }) => id))
  for (const id of listed) expect(left.has(id)).toBe(true)

  await write('changeProgramme', { programme: kept.id, title: 'In private' })
  await hub.publish()
  // A watermark holds back while any transaction runs, so that what was told may be told again; but nothing new.
  const inPrivate = await followed()
  expect(inPrivate.changed).not.toContain(kept.id)
  const before = [...told.withdrawn, ...withdrawn]
  for (const one of inPrivate.withdrawn) expect(before).toContainEqual(one)

  await write('setSharing', { dataset: 'PROGRAMMES', level: 'PUBLIC' }, '__typename')
  await hub.publish()
  await followed()
  expect(copy.titles.get(kept.id)).toBe('In private')
  expect((await withdrawals('updatedSince: "2000-01-01T00:00:00Z"')).nodes.map(({ id }) => id)).toEqual([dropped.id])
})

test('a moment finds what changed since, and programmes that are over too', async () => {
  const all = await programmes(everything)
  const since = await programmes('updatedSince: "2000-01-01T00:00:00Z"')
  expect(since.totalCount).toBe(all.totalCount)
  expect(since.nodes.some(({ endsOn }) => endsOn < '2025-01-01')).toBe(true)
  expect((await programmes('updatedSince: "2999-01-01T00:00:00Z"')).nodes).toEqual([])
  const centres = (args: string) => readAll<{ name: string }>('educationCentres', args, 'name')
  expect((await centres('updatedSince: "2000-01-01T00:00:00Z"')).totalCount).toBe(
    (await centres('filter: {}')).totalCount,
  )
  expect((await centres('updatedSince: "2999-01-01T00:00:00Z"')).nodes).toEqual([])
})
