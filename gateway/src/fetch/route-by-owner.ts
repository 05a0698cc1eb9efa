import { randomUUID } from 'node:crypto'
import type { Logger } from '@shequ/process/log'
import { readSubgraphSdl } from '@shequ/schema/subgraph-sdl'
import { type CheckRecords, recordChecker } from './nodes/check-records.js'
import { type RegisterFollower, followRegister } from './nodes/follow-register.js'
import { LastAnswers } from './nodes/last-answers.js'
import { NodeCounts } from './nodes/node-counts.js'
import { type NodeDirectory, createNodeDirectory } from './nodes/node-directory.js'
import type { NodeLimits } from './nodes/node-limits.js'
import { openNode } from './nodes/open-node.js'
import { type HealthReports, startHealthReports } from './nodes/report-health.js'
import { routedSource } from './routed-source.js'
import type { SignViewer } from './sign-viewer.js'
import type { SourceFactory, TierSource } from './tier-source.js'

export interface RoutingOptions {
  readonly limits: NodeLimits
  readonly signViewer: SignViewer
  readonly log: Logger
  /** Milliseconds between two readings of the register. */
  readonly registerInterval?: number
  /** Milliseconds between two reports of how nodes fare. */
  readonly reportInterval?: number
  /** Checks what nodes answer; by default against the community tier's own schema. */
  readonly checkRecords?: CheckRecords
}

/** Sources whose community tier is routed by owner. */
export interface OwnerRouting {
  readonly sources: SourceFactory
  /** The name under which the gateway asks nodes, in the `via` header. */
  readonly gateway: string
}

/** What is kept while at least one routed source is open: over a change of the supergraph, too. */
interface Running {
  readonly directory: NodeDirectory
  readonly register: RegisterFollower
  readonly reports: HealthReports
  readonly last: LastAnswers
}

const mostCharactersKept = 64 * 1024 ** 2

/**
 * Routes the community tier by owner: the borough's register says which communities have a node of their own, and is
 * followed as long as the community tier is served. All other sources stay as they are.
 */
export function routeByOwner(inner: SourceFactory, options: RoutingOptions): OwnerRouting {
  const { log, registerInterval = 500, reportInterval = 10_000 } = options
  const gateway = `shequ-${randomUUID()}`
  let borough: TierSource | undefined
  let running: Running | undefined
  let open = 0

  function start(): Running {
    const counts = new NodeCounts()
    const checkRecords = options.checkRecords ?? recordChecker(readSubgraphSdl('community'))
    const directory: NodeDirectory = createNodeDirectory(
      (entry) => openNode(entry, { ...options, checkRecords, counts, gateway, refresh: () => register.refresh() }),
      (error) => log.warn({ err: error }, 'the connections to a node did not close'),
    )
    const register = followRegister({
      borough: () => borough,
      apply: (changes) => directory.apply(changes),
      interval: registerInterval,
      log,
    })
    const reports = startHealthReports({ borough: () => borough, counts, gateway, interval: reportInterval, log })
    return { directory, register, reports, last: new LastAnswers(mostCharactersKept) }
  }

  async function release(hosted: TierSource): Promise<void> {
    await hosted.close()
    open -= 1
    if (open > 0 || running === undefined) return
    const { register, reports, directory } = running
    running = undefined
    register.stop()
    reports.stop()
    await directory.close()
  }

  return {
    gateway,
    sources(endpoint) {
      const source = inner(endpoint)
      if (endpoint.name === 'borough') borough = source
      if (endpoint.name !== 'community') return source
      open += 1
      running ??= start()
      const { directory, register, last } = running
      return routedSource({
        hosted: source,
        directory,
        last,
        loaded: register.loaded,
        refresh: () => register.refresh(),
        close: () => release(source),
      })
    },
  }
}
