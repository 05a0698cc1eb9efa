import { hostname } from 'node:os'
import type { AddressInfo } from 'node:net'
import { chinaDay, daysAfter } from '@shequ/process/china-day'
import type { Logger } from '@shequ/process/log'
import type { FastifyInstance } from 'fastify'
import { RecentOperations } from './recent-operations.js'
import { fileOf, readRecent, removeOlderThan, writeRecent } from './recent-file.js'

/** How often what is new is written, in milliseconds. */
const writesEvery = 60_000

/** What `RECENT_OPERATIONS_DAYS` says: for how many days an operation is kept after it was asked last. */
export interface KeptRecent {
  readonly folder: string
  readonly days: number
  /** Which of a gateway's processes this one is: each has a file of its own. */
  readonly worker: number
}

/**
 * Keeps the operations that clients ask of a gateway in a file of its own, from when it listens until it is closed: it goes on with what it
 * had, and writes once a minute what is new. A file that can't be read or written costs no answer.
 */
export function keepRecent(app: FastifyInstance, { folder, days, worker }: KeptRecent, log: Logger): RecentOperations {
  const operations = new RecentOperations()
  let file: string | undefined
  /** What is done with the file, one after the other. */
  let turn = Promise.resolve()
  /** How many of the changes the file has. */
  let written = 0
  let timer: NodeJS.Timeout | undefined
  const firstMoment = () => daysAfter(new Date(), -days)

  app.addHook('onListen', async () => {
    const { port } = app.server.address() as AddressInfo
    file = fileOf(folder, hostname(), port, worker)
    turn = read(file).catch((error: unknown) => {
      log.warn({ err: error }, 'the operations that clients asked lately could not be read')
    })
    timer = setInterval(() => void write(), writesEvery).unref()
  })
  app.addHook('onClose', async () => {
    clearInterval(timer)
    await write()
  })
  return operations

  async function read(own: string): Promise<void> {
    await removeOlderThan(folder, firstMoment())
    for await (const { client, lastUsed, count, ...operation } of readRecent(own)) {
      operations.note(client, operation, lastUsed, count)
      written += 1
    }
  }

  function write(): Promise<void> {
    turn = turn.then(writeWhatIsNew)
    return turn
  }

  async function writeWhatIsNew(): Promise<void> {
    if (file === undefined || operations.changes === written) return
    written = operations.changes
    try {
      await writeRecent(file, operations.since(chinaDay(firstMoment())))
    } catch (error) {
      log.warn({ err: error }, 'the operations that clients asked lately could not be written')
    }
  }
}
