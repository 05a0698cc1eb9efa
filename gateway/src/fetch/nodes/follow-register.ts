import { nodeKeySchema } from '@shequ/process/keys/node-keys'
import type { Logger } from '@shequ/process/log'
import { nodeStatuses } from '@shequ/schema/nodes/node-status'
import { gatewayViewer } from '@shequ/schema/viewer'
import { z } from 'zod'
import type { TierSource } from '../tier-source.js'
import type { NodeEntry } from './node-entry.js'

/** A follower of the borough's register of nodes. */
export interface RegisterFollower {
  /** Resolves when the whole register has been read once, or the first attempt at it has failed. */
  readonly loaded: Promise<void>
  /** Reads what changed by now. Calls that come while one waits share it. Never rejects. */
  refresh(): Promise<void>
  stop(): void
}

export interface FollowOptions {
  readonly borough: () => Pick<TierSource, 'ask'> | undefined
  readonly apply: (changes: readonly NodeEntry[]) => void
  /** Milliseconds between two readings, up to ten times as many while they fail: a move is noticed that much later. */
  readonly interval: number
  readonly log: Logger
}

const pageSize = 1_000

const query = `query ($after: String!, $first: Int) { nodeChanges(after: $after, first: $first) {
  revision hasMore changes { community status epoch address staleFor keys { kid x notAfter } } } }`

const pageSchema = z.object({
  revision: z.string(),
  hasMore: z.boolean(),
  changes: z.array(
    z.object({
      community: z.string(),
      status: z.enum(nodeStatuses),
      epoch: z.number(),
      address: z.string().refine((text) => URL.canParse(text)),
      staleFor: z.number(),
      keys: z.array(nodeKeySchema),
    }),
  ),
})

/** Reads the register page by page, then again and again what changed since, until it is stopped. */
export function followRegister({ borough, apply, interval, log }: FollowOptions): RegisterFollower {
  let after = '0'
  let failures = 0
  let timer: NodeJS.Timeout | undefined
  const stopping = new AbortController()
  let reading: Promise<void> | undefined
  let next: Promise<void> | undefined

  async function readAll(): Promise<void> {
    try {
      for (let hasMore = true; hasMore && !stopping.signal.aborted;) {
        const page = await readPage(borough(), after)
        apply(page.changes)
        after = page.revision
        hasMore = page.hasMore
      }
      if (failures > 0) log.info({ failures }, 'the register of nodes is read again')
      failures = 0
    } catch (error) {
      failures += 1
      if (failures === 1)
        log.warn({ err: error }, 'the register of nodes could not be read; what was read before holds')
    }
  }

  function read(): Promise<void> {
    reading = readAll().finally(() => {
      reading = undefined
    })
    return reading
  }

  /** A reading that begins from now on: one under way may have passed what the caller is after. */
  function refresh(): Promise<void> {
    if (reading === undefined) return read()
    next ??= reading.then(() => {
      next = undefined
      return reading ?? read()
    })
    return next
  }

  function repeat(): void {
    if (stopping.signal.aborted) return
    timer = setTimeout(() => void refresh().finally(repeat), interval * Math.min(10, 1 + failures))
    timer.unref()
  }

  const loaded = read().finally(repeat)
  return {
    loaded,
    refresh,
    stop() {
      stopping.abort()
      clearTimeout(timer)
    },
  }
}

async function readPage(
  borough: Pick<TierSource, 'ask'> | undefined,
  after: string,
): Promise<z.infer<typeof pageSchema>> {
  if (borough === undefined) throw new Error('there is no borough tier')
  const { data, errors } = await borough.ask({ query, variables: { after, first: pageSize }, viewer: gatewayViewer })
  const [error] = errors ?? []
  if (error !== undefined) throw new Error(error.message)
  return pageSchema.parse(data?.['nodeChanges'])
}
