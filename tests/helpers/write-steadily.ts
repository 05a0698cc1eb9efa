import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'vitest'
import { type Answer, ask } from './ask.js'

const community = '310101002001'

export interface WriteSteadily {
  /** Where the hub listens now. */
  readonly url: () => string
  /** A token of the community's office. */
  readonly token: string
  /** What its programmes are called: titles begin with this. */
  readonly name: string
}

/** Clients that write until they are stopped. */
export interface SteadyWrites {
  /** The titles of what was acknowledged. */
  readonly acknowledged: ReadonlySet<string>
  /** The codes of what was refused, each of which was sent again. */
  readonly refused: ReadonlySet<string>
  /** Lets each client bring its last write to an end. */
  stop(): Promise<void>
}

const publish = 'mutation ($input: PublishProgrammeInput!) { publishProgramme(input: $input) { id } }'

/** How long one write may be sent again and again before it counts as lost, in milliseconds. */
const patience = 120_000

/** Has eight clients publish programmes, one after the other; each is sent again under the same key until it is acknowledged. */
export function writeSteadily({ url, token, name }: WriteSteadily): SteadyWrites {
  const acknowledged = new Set<string>()
  const refused = new Set<string>()
  const stopping = new AbortController()
  const writeOnce = async (title: string): Promise<boolean> => {
    const input = {
      community,
      title,
      description: '全体居民参加。',
      kind: 'WORKSHOP',
      startsOn: '2999-01-01',
      endsOn: '2999-01-02',
      capacity: 20,
      idempotencyKey: `steady-${title}`,
    }
    const answer: Answer<{ publishProgramme: { id: string } | null }> | undefined = await ask<{
      publishProgramme: { id: string } | null
    }>(`${url()}/graphql`, publish, { input }, token).catch(() => undefined)
    for (const { extensions } of answer?.errors ?? []) refused.add(extensions.code)
    return Boolean(answer?.data?.publishProgramme)
  }
  const client = async (lane: number): Promise<void> => {
    for (let n = 0; !stopping.signal.aborted; n++) {
      const title = `${name} ${lane} ${n}`
      const deadline = Date.now() + patience
      while (!(await writeOnce(title))) {
        if (Date.now() > deadline) throw new Error(`${title} was not acknowledged within ${patience / 1000} s.`)
        await pause(25)
      }
      acknowledged.add(title)
    }
  }
  const ended = Promise.all(Array.from({ length: 8 }, (_, lane) => client(lane)))
  ended.catch(() => undefined)
  return {
    acknowledged,
    refused,
    stop: async () => {
      stopping.abort()
      await ended
    },
  }
}

/** Expects every write that was acknowledged to be there, once, and nothing else of theirs. */
export async function expectEachOnce(
  url: string,
  { acknowledged, refused }: SteadyWrites,
  name: string,
): Promise<void> {
  const found: string[] = []
  for (let after: string | null = null; ;) {
    const page: Answer<{ community: { programmes: Page } }> = await ask(
      `${url}/graphql`,
      `query ($after: String) { community(code: "${community}") { programmes(first: 50, after: $after, from: "2998-01-01") {
         nodes { title } pageInfo { hasNextPage endCursor } } } }`,
      { after },
    )
    expect(page.errors).toBeUndefined()
    const { nodes, pageInfo } = page.data.community.programmes
    found.push(...nodes.map(({ title }) => title).filter((title) => title.startsWith(name)))
    if (!pageInfo.hasNextPage) break
    after = pageInfo.endCursor
  }
  expect(found.toSorted()).toEqual([...acknowledged].toSorted())
  expect([...refused].filter((code) => !mayBeRefused.has(code))).toEqual([])
}

/** What a client may read while a part of the hub is down: each says that it may be asked again. */
const mayBeRefused = new Set([
  'OUTCOME_UNKNOWN',
  'DATABASE_UNAVAILABLE',
  'TIER_UNAVAILABLE',
  'TIER_TIMEOUT',
  'CONFLICT',
])

interface Page {
  readonly nodes: readonly { readonly title: string }[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
}
