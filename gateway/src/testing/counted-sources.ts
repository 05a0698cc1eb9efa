import { createLog } from '@shequ/process/log'
import type { SubgraphCall } from '@shequ/schema/subgraph-call'
import { inProcessSource } from '../fetch/in-process-source.js'
import type { TierRequest, TierSource } from '../fetch/tier-source.js'

/** Sources that note what they are asked. */
export interface CountedSources {
  readonly sources: ReadonlyMap<string, TierSource>
  /** What was asked so far, in order. */
  readonly asked: readonly AskedTier[]
  /** About how many entities, in how many questions. */
  readonly counts: () => { readonly fetches: number; readonly entities: number }
}

/** One question to a tier. */
export type AskedTier = TierRequest & { readonly tier: string }

/** Serves subgraphs in process, and notes each question. */
export function countedSources(
  calls: ReadonlyMap<string, SubgraphCall>,
  replace: (ask: TierSource['ask'], name: string) => TierSource['ask'] = (ask) => ask,
): CountedSources {
  const asked: AskedTier[] = []
  const log = createLog('test', 'silent')
  const sourceOf = (name: string, call: SubgraphCall): TierSource => {
    const source = inProcessSource({
      name,
      call,
      health: async () => ({ ready: true }),
      timeout: 60_000,
      responseLimit: 32 * 1024 ** 2,
      log,
    })
    const ask = replace((request) => source.ask(request), name)
    return {
      ...source,
      ask: async (request) => {
        asked.push({ ...request, tier: name })
        return await ask(request)
      },
    }
  }
  return {
    sources: new Map([...calls].map(([name, call]) => [name, sourceOf(name, call)])),
    asked,
    counts: () => ({
      fetches: asked.length,
      entities: asked.reduce((sum, { representations = [] }) => sum + representations.length, 0),
    }),
  }
}
