import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Turns } from '@shequ/process/turns'
import type { ExportTable, Field } from './export-lines.js'
import { type Definition, type MeasureAnswer, type TotalRow, coverageColumns } from './measure-answer.js'
import type { Export } from './read-export.js'

/** The most rows of one workbook: unlike a file of lines, it is made as a whole. */
export const mostWorkbookRows = 10_000

/** How a workbook is made: by one of so many threads, for as long as somebody waits for it. */
export interface Making {
  readonly threads: Turns
  readonly signal: AbortSignal
}

/** A sheet of a workbook: its first row is of names. */
interface Sheet {
  readonly sheet: string
  readonly rows: readonly (readonly Field[])[]
}

/** What every row of a file of lines repeats, and a workbook says once. */
const ofDefinition = ['threshold', 'threshold_source', 'definition', 'definition_source', 'note']

/** What the first page of an answer tells beside its rows. */
interface Beside {
  readonly definitions: Definition[]
  readonly totals: TotalRow[]
}

/**
 * Writes pages as an Excel workbook (ECMA-376): a sheet of the rows with numbers as numbers and codes and periods as text, one of the
 * definitions, one of whose returns the figures are made of, and one of the question. A thread makes it, so that nobody else waits meanwhile.
 *
 * @param tableOf makes the table of pages
 */
export async function writeWorkbook(
  pages: AsyncIterable<MeasureAnswer>,
  asked: Export,
  tableOf: (pages: AsyncIterable<MeasureAnswer>) => ExportTable,
  { threads, signal }: Making,
): Promise<Uint8Array> {
  const beside: Beside = { definitions: [], totals: [] }
  const { names, lines } = tableOf(noting(pages, beside))
  const kept = names.flatMap((name, index) => (ofDefinition.includes(name) ? [] : [index]))
  const rows: (readonly Field[])[] = []
  for await (const page of lines) {
    for (const fields of page) rows.push(kept.map((index) => fields[index] ?? null))
  }
  return make(
    [
      { sheet: 'measures', rows: [kept.map((index) => names[index] ?? ''), ...rows] },
      { sheet: 'definitions', rows: definitionRows(beside.definitions) },
      { sheet: 'coverage', rows: coverageRows(beside.totals) },
      { sheet: 'question', rows: questionRows(asked) },
    ],
    { threads, signal },
  )
}

async function* noting(
  pages: AsyncIterable<MeasureAnswer>,
  { definitions, totals }: Beside,
): AsyncGenerator<MeasureAnswer> {
  for await (const page of pages) {
    definitions.push(...(page.measureDefinitions ?? []))
    totals.push(...(page.measures.totals ?? []))
    yield page
  }
}

/** Of whose returns the figures of all rows together are made, by period and measure. */
function coverageRows(totals: readonly TotalRow[]): readonly (readonly Field[])[] {
  return [
    ['period', 'measure', 'status', ...coverageColumns.map(([name]) => name)],
    ...totals.flatMap(({ period, cells }) =>
      cells.map(({ measure, status, coverage }) => [
        period,
        measure,
        status,
        ...coverageColumns.map(([, field]) => coverage[field]),
      ]),
    ),
  ]
}

function definitionRows(definitions: readonly Definition[]): readonly (readonly Field[])[] {
  return [
    ['measure', 'unit', 'definition', 'definition_source', 'threshold', 'threshold_source', 'note'],
    ...definitions.map(({ measure, unit, meaning, source, threshold, thresholdSource, note }) => [
      measure,
      unit,
      meaning,
      source,
      threshold,
      thresholdSource,
      note,
    ]),
  ]
}

/** A row for each part of the question, as the file's address has it. */
function questionRows({ within, address }: Export): readonly (readonly Field[])[] {
  return [['parameter', 'value'], ['within', within], ...address.filter(([name]) => name !== 'within')]
}

async function make(sheets: readonly Sheet[], { threads, signal }: Making): Promise<Uint8Array> {
  const endTurn = await threads.take(signal)
  const thread = new Worker(new URL('../../bin/make-workbook.mjs', import.meta.url), {
    workerData: sheets,
    resourceLimits: { maxOldGenerationSizeMb: 512 },
  })
  try {
    const [bytes] = (await once(thread, 'message', { signal })) as [Uint8Array]
    return bytes
  } finally {
    await thread.terminate()
    endTurn()
  }
}
