import { countStatements, type StatementCount } from '@shequ/postgres/count-statements'
import type { Order, Reply } from './process-messages.js'
import { serve } from './serve.js'
import type { ProcessUse, Served } from './service.js'

// A process of the bench: it serves what it is told to, and ends when the bench lets go of it or is gone.
let served: Served | undefined
let statements: readonly StatementCount[] = []
let callsBefore = 0
let entitiesBefore = 0

async function carryOut(order: Order): Promise<Reply> {
  if (order.order === 'serve') {
    served = await serve(order.service)
    return { url: served.url }
  }
  if (order.order === 'tell-use') return { use: served?.use?.() ?? ownUse() }
  if (order.order === 'count') {
    statements = (served?.pools ?? []).map((pool) => countStatements(pool))
    callsBefore = served?.calls() ?? 0
    entitiesBefore = served?.entities?.() ?? 0
    return {}
  }
  const counted = statements.reduce((sum, { count }) => sum + count, 0)
  // Counting keeps each statement's text, so it ends before the turns begin.
  for (const each of statements) each.stop()
  const calls = (served?.calls() ?? 0) - callsBefore
  return { counts: { statements: counted, calls, entities: (served?.entities?.() ?? 0) - entitiesBefore } }
}

function ownUse(): ProcessUse {
  const { user, system } = process.cpuUsage()
  return { cpu: (user + system) / 1000, memory: process.memoryUsage.rss() }
}

async function end(): Promise<void> {
  setTimeout(() => process.exit(1), 3_000).unref()
  await served?.close()
  process.exit(0)
}

process.on('message', (order: Order) => {
  carryOut(order).then(
    (reply) => process.send?.(reply),
    (error: unknown) => process.send?.({ failure: error instanceof Error ? error.message : String(error) }),
  )
})
process.on('disconnect', () => void end())
// Ctrl-C reaches every process of the terminal; the bench ends this one when it has ended what it does with it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined)
