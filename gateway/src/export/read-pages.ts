import { HubError } from '@shequ/schema/errors/hub-error'
import type { GraphQLFormattedError } from 'graphql'
import { type MeasureAnswer, measureDocument } from './measure-answer.js'
import type { Export } from './read-export.js'

/** The most rows of one export. Every page is counted anew, so that more would take the hub too long. */
export const mostRows = 50_000

const rowsAPage = 500

/** Asks the graph as whoever made the request. */
export type AskGraph = (
  query: string,
  variables: Readonly<Record<string, unknown>>,
) => Promise<{ readonly data?: unknown; readonly errors?: readonly GraphQLFormattedError[] | undefined }>

/** Waits until a caller who spent all it may has something left again; false where it can't wait. */
export type Pause = (seconds: number) => Promise<boolean>

/** What of an answer is read: how many rows at the most, and whether what all of them come to. */
export interface PageLimits {
  readonly most: number
  readonly wantsTotals?: boolean
}

/** An export that the graph does not answer, with what it said instead. */
export class ExportRefused extends Error {
  constructor(readonly errors: readonly GraphQLFormattedError[]) {
    super('The graph does not answer the question of an export.')
    this.name = 'ExportRefused'
  }
}

/**
 * The pages of an export, in order, each asked for when the one before is written. Once the first is there, one that costs more than
 * the caller has left waits until it has enough.
 *
 * @throws {ExportRefused} with the graph's own errors, also where it lacks but a name.
 * @throws {HubError} BAD_USER_INPUT for more rows than one export holds.
 */
export async function* readPages(
  { within, beside, query, rows }: Export,
  ask: AskGraph,
  { most, wantsTotals = false }: PageLimits,
  pause: Pause,
): AsyncGenerator<MeasureAnswer> {
  let after: string | null = null
  let left = rows ?? Infinity
  for (;;) {
    const isFirst: boolean = after === null
    const read = () =>
      readPage(ask, measureDocument(isFirst, wantsTotals), {
        within,
        beside,
        query: { ...query, first: Math.min(rowsAPage, left), after },
        ...(isFirst ? { measures: query.measures } : {}),
      })
    const page: MeasureAnswer = isFirst ? await read() : await whenPaid(read, pause)
    const { totalCount, pageInfo } = page.measures
    if (Math.min(totalCount, rows ?? totalCount) > most) {
      throw new HubError('BAD_USER_INPUT', {
        en: `Expected at most ${most} rows, but the question has ${totalCount}. Ask for a borough at a time, or for less time.`,
        zh: `一次导出至多 ${most} 行，而此问题有 ${totalCount} 行。请逐区查询，或缩短时段。`,
      })
    }
    yield page
    left -= page.measures.rows.length
    if (!pageInfo.hasNextPage || left <= 0) return
    after = pageInfo.endCursor
  }
}

async function readPage(
  ask: AskGraph,
  document: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<MeasureAnswer> {
  const { data, errors = [] } = await ask(document, variables)
  const answer = data as Partial<MeasureAnswer> | null | undefined
  if (errors.length > 0 || !answer?.measures) throw new ExportRefused(errors)
  return answer as MeasureAnswer
}

/** How often a page is asked for again: once more than it takes when another request of the caller spends what came. */
const mostWaits = 3

async function whenPaid<Page>(read: () => Promise<Page>, pause: Pause): Promise<Page> {
  for (let waits = 0; ; waits++) {
    try {
      return await read()
    } catch (error) {
      const seconds = error instanceof ExportRefused ? secondsUntilPaid(error) : undefined
      if (seconds === undefined || waits === mostWaits || !(await pause(seconds))) throw error
    }
  }
}

/** After how many seconds a caller who has spent too much may ask again; undefined where that is not why it was refused. */
function secondsUntilPaid({ errors }: ExportRefused): number | undefined {
  const { code, retryAfter } = errors[0]?.extensions ?? {}
  return code === 'RATE_LIMITED' && typeof retryAfter === 'number' ? retryAfter : undefined
}
