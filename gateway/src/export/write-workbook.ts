import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Turns } from '@shequ/process/turns'
import { type Field, columnNames, exportLines } from './export-lines.js'
import type { Definition, MeasureAnswer } from './measure-answer.js'
import type { Export } from './read-export.js'
import type { Subject } from './read-subject.js'

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

/** The places of the columns that stand in a workbook's rows. */
const kept = columnNames.flatMap((name, index) => (ofDefinition.includes(name) ? [] : [index]))

/**
 * Writes pages as an Excel workbook (ECMA-376): a sheet of the rows with numbers as numbers and codes and periods as text, one of the
 * definitions, and one of the question. A thread makes it, so that nobody else waits meanwhile.
 */
export async function writeWorkbook(
  pages: AsyncIterable<MeasureAnswer>,
  asked: Export,
  subject: Subject,
  { threads, signal }: Making,
): Promise<Uint8Array> {
  const definitions: Definition[] = []
  const rows: (readonly Field[])[] = []
  for await (const lines of exportLines(noting(pages, definitions), asked, subject)) {
    for (const fields of lines) rows.push(kept.map((index) => fields[index] ?? null))
  }
  return make(
    [
      { sheet: 'measures', rows: [kept.map((index) => columnNames[index] ?? ''), ...rows] },
      { sheet: 'definitions', rows: definitionRows(definitions) },
      { sheet: 'question', rows: questionRows(asked) },
    ],
    { threads, signal },
  )
}

async function* noting(pages: AsyncIterable<MeasureAnswer>, definitions: Definition[]): AsyncGenerator<MeasureAnswer> {
  for await (const page of pages) {
    definitions.push(...(page.measureDefinitions ?? []))
    yield page
  }
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
