import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Turns } from '@shequ/process/turns'
import { statusMeanings } from '@shequ/schema/terms/status-meanings'
import type { Language } from '@shequ/schema/terms/term'
import type { ExportTable, Field } from './export-lines.js'
import type { sheetWords } from './export-words.js'
import { type Labels, labelsIn } from './labels.js'
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
  readonly sheet: keyof typeof sheetWords
  readonly rows: readonly (readonly Field[])[]
}

/** A sheet as it is written. */
interface LabelledSheet {
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
  const labels = labelsIn(asked.labels)
  const sheets: readonly Sheet[] = [
    { sheet: 'measures', rows: [kept.map((index) => names[index] ?? ''), ...rows] },
    { sheet: 'definitions', rows: definitionRows(beside.definitions) },
    { sheet: 'coverage', rows: coverageRows(beside.totals) },
    { sheet: 'question', rows: questionRows(asked, labels) },
    ...(asked.labels === null ? [] : [{ sheet: 'statuses' as const, rows: statusRows(asked.labels) }]),
  ]
  return make(
    sheets.map((sheet) => labelled(sheet, labels)),
    { threads, signal },
  )
}

/** A sheet whose names and codes are told in words, where the file has labels. */
function labelled({ sheet, rows: [heads = [], ...rows] }: Sheet, labels: Labels): LabelledSheet {
  const names = heads.map(String)
  return {
    sheet: labels.sheet(sheet),
    rows: [
      names.map(labels.head),
      ...rows.map((row) => row.map((field, index) => labels.field(names[index] ?? '', field))),
    ],
  }
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
function questionRows({ within, address }: Export, labels: Labels): readonly (readonly Field[])[] {
  const parts = [['within', within] as const, ...address.filter(([name]) => name !== 'within')]
  return [['parameter', 'value'], ...parts.map((part) => labels.part(...part))]
}

/** What each status tells: a file for people says it beside the figures. */
function statusRows(language: Language): readonly (readonly Field[])[] {
  return [
    ['status', 'meaning'],
    ...Object.entries(statusMeanings).map(([status, meaning]) => [status, meaning[language]]),
  ]
}

async function make(sheets: readonly LabelledSheet[], { threads, signal }: Making): Promise<Uint8Array> {
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
