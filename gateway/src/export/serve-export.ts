import type { ApolloServer } from '@apollo/server'
import { whenClientGone } from '@shequ/process/client-gone'
import { Turns } from '@shequ/process/turns'
import { type WorkerPlace, shareOf } from '@shequ/process/workers/worker-place'
import { HubError } from '@shequ/schema/errors/hub-error'
import { acceptedLanguage } from '@shequ/schema/terms/accepted-language'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { askAs } from './ask-as.js'
import { clientOf } from '../request/known/client-of.js'
import type { KnownOperations } from '../request/known/known-operations.js'
import type { Meter } from '../request/rate/meter.js'
import type { RequestContext, Usage } from '../fetch/request-context.js'
import { responseTypeFor } from '../respond/http-error.js'
import { statusOf } from '../respond/http-status.js'
import { type ExportTable, longTable } from './export-lines.js'
import { withUnitsInWords } from './labels.js'
import type { MeasureAnswer } from './measure-answer.js'
import { type Export, readExport } from './read-export.js'
import { type AskGraph, ExportRefused, type PageLimits, mostRows, readPages } from './read-pages.js'
import { type PageTurnLimits, PageTurns } from './page-turns.js'
import { Pauses } from './pauses.js'
import { readSubject, type Subject } from './read-subject.js'
import { wideTable } from './wide-table.js'
import { writeCsv } from './write-csv.js'
import { writeJson } from './write-json.js'
import { wholeIfSmall } from './whole-if-small.js'
import { type Making, mostWorkbookRows, writeWorkbook } from './write-workbook.js'

/** By what a file is written. */
interface Writing extends Making {
  readonly ask: AskGraph
}

/** How an export is written, and what of the answer that takes. */
interface Format extends PageLimits {
  readonly type: string
  readonly write: (
    pages: AsyncIterable<MeasureAnswer>,
    asked: Export,
    by: Writing,
  ) => Promise<AsyncIterable<string> | Iterable<Uint8Array>>
}

const formats: Readonly<Record<string, Format>> = {
  csv: {
    type: 'text/csv; charset=utf-8; header=present',
    most: mostRows,
    write: async (pages, asked, { ask }) => writeCsv(tableOf(pages, asked, await readSubject(asked, ask)), asked),
  },
  json: {
    type: 'application/json; charset=utf-8',
    most: mostRows,
    write: async (pages, asked) => writeJson(pages, asked),
  },
  xlsx: {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    most: mostWorkbookRows,
    wantsTotals: true,
    write: async (pages, asked, { ask, ...making }) => {
      const subject = await readSubject(asked, ask)
      return [await writeWorkbook(pages, asked, (read) => tableOf(read, asked, subject), making)]
    },
  },
}

/** The table of an export: with a line for each row and measure, or with periods across. */
function tableOf(pages: AsyncIterable<MeasureAnswer>, asked: Export, subject: Subject): ExportTable {
  return asked.isWide ? wideTable(pages, asked, subject) : longTable(pages, asked, subject)
}

/** A few pages at once leave the hub to those who ask the graph. */
const turnLimits = { most: 4, mostWaiting: 16 }

/** What one process of a gateway has of the pages at once. */
export function shareOfTurns(place: WorkerPlace): PageTurnLimits {
  return { most: shareOf(turnLimits.most, place), mostWaiting: shareOf(turnLimits.mostWaiting, place) }
}

/** How many workbooks are made at once. */
const mostThreads = 1

/**
 * Serves `/measures.csv`, `/measures.json` and `/measures.xlsx`: a question of measures as a file, asked of the gateway's own graph page by
 * page as whoever sends the request and in the language that it accepts, and written as it comes. A fault of the question or of its first page is answered
 * as the graph would; a later one breaks the connection off (but for a caller who has spent what it may in a minute: the rest comes in the next), so that no file looks whole that is not. Where too many wait for
 * their pages already, an export is refused before it begins.
 */
export function serveExport(
  app: FastifyInstance,
  apollo: ApolloServer<RequestContext>,
  { meter, known }: { readonly meter: Meter; readonly known: Pick<KnownOperations, 'mayExport'> },
  limits: PageTurnLimits,
): void {
  const turns = new PageTurns(limits)
  const threads = new Turns(mostThreads)
  const pauses = new Pauses()
  for (const [name, format] of Object.entries(formats)) {
    app.get<{ Querystring: Record<string, string | string[]> }>(`/measures.${name}`, async (request, reply) => {
      const viewer = await meter.meet(request)
      requireExports(clientOf(viewer), known)
      const asked = readExport(request.query)
      turns.requireRoom()
      const signal = whenClientGone(reply.raw)
      const language = asked.labels ?? acceptedLanguage(request.headers['accept-language'])
      const ask = askAs({ viewer, language, signal, usage: unlimited(meter.usageOf(request)) }, apollo)
      try {
        const turn: AskGraph = (query, variables) => turns.take(() => ask(query, variables), signal)
        const pages = await begin(readPages(asked, turn, format, (seconds) => pauses.pause(seconds, signal)))
        const lines = await format.write(withUnitsInWords(pages, asked.labels), asked, { ask, threads, signal })
        void reply
          .header('content-type', format.type)
          .header('content-disposition', `attachment; filename="${fileName(asked)}.${name}"`)
          .header('x-content-type-options', 'nosniff')
          .header('cache-control', 'no-store')
        return await reply.send(await wholeIfSmall(lines))
      } catch (error) {
        if (error instanceof ExportRefused) return await refuse(reply, request.headers.accept, error)
        throw error
      }
    })
  }
}

/** @throws {HubError} OPERATION_NOT_LISTED for a client that may ask nothing but what it registered, and no files. */
function requireExports(client: string, known: Pick<KnownOperations, 'mayExport'>): void {
  if (known.mayExport(client)) return
  throw new HubError('OPERATION_NOT_LISTED', {
    en: `Expected an operation that ${client} has registered, but got a question for a file. Ask for a registered operation, or have the hub's operator allow ${client} files (\`"exports": true\` in the file of known operations).`,
    zh: `应为 ${client} 已登记的操作，而收到的是导出文件的问题。请使用已登记的操作，或请平台运维方允许 ${client} 导出文件（在已知操作文件中写入 \`"exports": true\`）。`,
  })
}

/** An export has limits of its own, page by page. What its pages cost is paid like anything else. */
function unlimited(usage: Usage): Usage {
  return {
    payer: usage.payer,
    limit: Infinity,
    isCounted: usage.isCounted,
    standing: undefined,
    writes: undefined,
    spend: (points) => usage.spend(points),
    giveBack: (points) => usage.giveBack(points),
  }
}

/** A name that tells files apart. The graph has already accepted the question, so the name has only letters, digits and dashes. */
function fileName({ within, query: { from, to } }: Export): string {
  return `measures-${within}-${from}-${to}`
}

/** Reads the first page before anything is written, so that what is wrong with the question can still be said. */
async function begin<Page>(pages: AsyncGenerator<Page>): Promise<AsyncGenerator<Page>> {
  const first = await pages.next()
  return (async function* () {
    if (first.done) return
    yield first.value
    yield* pages
  })()
}

async function refuse(reply: FastifyReply, accept: string | undefined, { errors }: ExportRefused): Promise<void> {
  const retryAfter = errors[0]?.extensions?.['retryAfter']
  if (typeof retryAfter === 'number') void reply.header('retry-after', String(retryAfter))
  void reply.code(statusOf(errors[0])).header('content-type', responseTypeFor(accept))
  await reply.send(JSON.stringify({ errors }))
}
