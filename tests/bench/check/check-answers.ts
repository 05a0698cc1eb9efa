import { request } from 'undici'
import { findDifference } from './find-difference.js'
import { threeHopRequest } from '../measure/take-turn.js'

/** What a contender answered to the one request. */
export interface CheckedAnswer {
  readonly data: unknown
  /** The size of the body. */
  readonly bytes: number
}

/** Contenders that answer differently can't be compared. */
export class AnswersDiffer extends Error {
  constructor(first: string, other: string, difference: string) {
    super(
      `Expected the same answer of all contenders, but ${first} and ${other} differ: ${difference}. ` +
        'Nothing was measured; find out which one is wrong first.',
    )
    this.name = 'AnswersDiffer'
  }
}

/** Asks a contender once. @throws {Error} unless it answers with data and without errors. */
export async function askOnce({ name, url, body = threeHopRequest.body }: Asked): Promise<CheckedAnswer> {
  const answer = await request(url, { ...threeHopRequest, body })
  const { statusCode } = answer
  const bytes = Buffer.from(await answer.body.arrayBuffer())
  const { data, errors } = JSON.parse(bytes.toString('utf8')) as { data?: unknown; errors?: unknown }
  if (statusCode === 200 && data && errors === undefined) return { data, bytes: bytes.length }
  throw new Error(
    `Expected data of ${name}, but got status ${statusCode} and errors ${JSON.stringify(errors).slice(0, 300)}.`,
  )
}

interface Asked {
  readonly name: string
  readonly url: string
  /** What it is asked, as JSON; the three-hop query by default. */
  readonly body?: string
}

/**
 * Asks every contender once and holds the answers against each other, member by member.
 *
 * @throws {AnswersDiffer} naming the first place where two of them differ.
 */
export async function checkAnswers(contenders: readonly Asked[]): Promise<ReadonlyMap<string, CheckedAnswer>> {
  const answers = new Map<string, CheckedAnswer>()
  let first: { readonly name: string; readonly data: unknown } | undefined
  for (const contender of contenders) {
    const answer = await askOnce(contender)
    answers.set(contender.name, answer)
    first ??= { name: contender.name, data: answer.data }
    const difference = findDifference(first.data, answer.data)
    if (difference !== undefined) throw new AnswersDiffer(first.name, contender.name, difference)
  }
  return answers
}
