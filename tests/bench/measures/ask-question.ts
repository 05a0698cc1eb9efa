import type { Client } from 'pg'
import { type Pool, request } from 'undici'
import type { Statement } from '@shequ/subgraph/database/statement'
import { growthQuery, type MeasuredFigure, measuresQuery, type MeasureQuestion } from './measure-questions.js'

/** The request that puts a question to the hub. */
export function requestOf({ within, query, compares }: MeasureQuestion) {
  const body = { query: compares === 'growth' ? growthQuery : measuresQuery, variables: { within, query } }
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body),
  } as const
}

interface Row {
  readonly areaCode: string | null
  readonly period: string | null
  readonly learnerGroup: string | null
  readonly programmeKind: string | null
  readonly cells: readonly { readonly numerator: number | null; readonly growth?: number | null }[]
}

interface Answer {
  readonly data?: { readonly measures: { readonly rows: readonly Row[] } } | null
  readonly errors?: unknown
}

/** Puts a question to the hub once. @throws {Error} unless it answers without errors. */
export async function askHub(url: string, question: MeasureQuestion): Promise<readonly MeasuredFigure[]> {
  const { body } = await request(url, requestOf(question))
  const { data, errors } = (await body.json()) as Answer
  if (!data || errors !== undefined) {
    throw new Error(`Expected an answer to "${question.name}", but got ${JSON.stringify(errors).slice(0, 300)}.`)
  }
  return data.measures.rows.map(({ areaCode, period, learnerGroup, programmeKind, cells: [cell] }) => ({
    // The city's rows have no area, and rows of one period tell which it is.
    key: [areaCode, period, learnerGroup, programmeKind].filter((part) => part !== null).join(' '),
    numerator: cell?.numerator ?? null,
    growth: cell?.growth ?? null,
  }))
}

/** How long the hub takes to answer, in milliseconds, all of it read. */
export async function timeHub(client: Pool, question: MeasureQuestion): Promise<number> {
  const began = performance.now()
  const { statusCode, body } = await client.request({ ...requestOf(question), path: '/graphql' })
  await body.arrayBuffer()
  if (statusCode !== 200) throw new Error(`Expected status 200 of the hub, but got ${statusCode}.`)
  return performance.now() - began
}

/** Runs a statement, prepared where it has a name, and times it in milliseconds. */
export async function timeStatement(
  client: Client,
  { text, values }: Statement,
  name?: string,
): Promise<{ readonly rows: readonly MeasuredFigure[]; readonly elapsed: number }> {
  const began = performance.now()
  const { rows } = await client.query<MeasuredFigure>({
    text,
    values: [...values],
    ...(name !== undefined && { name }),
  })
  return { rows, elapsed: performance.now() - began }
}
