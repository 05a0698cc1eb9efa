import { randomUUID } from 'node:crypto'
import type { Logger } from '@shequ/process/log'
import { readSubgraphSdl } from '@shequ/schema/subgraph-sdl'
import { parse } from 'graphql'
import { recordChecker } from './check-records.js'
import { type RegisterFollower, followRegister } from './follow-register.js'
import { LastAnswers } from './last-answers.js'
import { NodeCounts } from './node-counts.js'
import { type NodeDirectory, createNodeDirectory } from './node-directory.js'
import type { NodeLimits } from './node-limits.js'
import { openNode } from './open-node.js'
import { type FaultReports, startFaultReports } from './report-faults.js'
import { type HealthReports, startHealthReports } from './report-health.js'
import { type SplitRequest, requestSplitter } from './split-request.js'
import { tierSchema } from './tier-schema.js'
import { routedSource } from './routed-source.js'
import type { SignViewer } from '../sign-viewer.js'
import type { SourceFactory, TierSource } from '../tier-source.js'
import { Faults } from '../../respond/faults.js'

export interface RoutingOptions {
  readonly limits: NodeLimits
  readonly signViewer: SignViewer
  readonly log: Logger
  /** The name under which the gateway asks nodes, which its processes have in common. A new one by default. */
  readonly name?: string | undefined
  /** Milliseconds between two readings of the register. 500 by default; with more, moves are noticed later. */
  readonly registerInterval?: number
  /** Milliseconds between two reports of how nodes fare, and of faults. 10,000 by default; with less, the borough writes more often. */
  readonly reportInterval?: number
  /** The community tier's SDL, against which requests are read and nodes' answers are checked; by default the hub's own. */
  readonly sdl?: string
}

/** Sources whose community tier is routed by owner. */
export interface OwnerRouting {
  readonly sources: SourceFactory
  /** The name under which the gateway asks nodes, in the `via` header. */
  readonly gateway: string
  /** Where the gateway notes errors that nobody expected, which are reported to the borough tier. */
  readonly faults: Faults
}

/** What is kept while at least one routed source is open: over a change of the supergraph, too. */
interface Running {
  readonly directory: NodeDirectory
  readonly register: RegisterFollower
  readonly reports: HealthReports
  readonly faultReports: FaultReports
  readonly last: LastAnswers
  readonly split: SplitRequest
}

/** The bytes of memory for nodes' last answers. */
const mostBytesKept = 128 * 1024 ** 2

/**
 * Routes the community tier by owner: the borough's register says which communities have a node of their own, and is
 * followed as long as the community tier is served. All other sources stay as they are.
 */
export function routeByOwner(inner: SourceFactory, options: RoutingOptions): OwnerRouting {
  const { log, name: gateway = newName(), registerInterval = 500, reportInterval = 10_000 } = options
  const faults = new Faults()
  let borough: TierSource | undefined
  let running: Running | undefined
  let open = 0

  function start(): Running {
    const counts = new NodeCounts()
    const sdl = options.sdl ?? readSubgraphSdl('community')
    const checkRecords = recordChecker(sdl)
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
    const reports = startHealthReports({
      borough: () => borough,
      counts,
      // The borough adds up what each name reports: processes of one gateway count each for itself.
      gateway: newName(),
      interval: reportInterval,
      log,
    })
    const faultReports = startFaultReports({ borough: () => borough, faults, interval: reportInterval, log })
    return {
      directory,
      register,
      reports,
      faultReports,
      last: new LastAnswers(mostBytesKept),
      split: requestSplitter(tierSchema(parse(sdl))),
    }
  }

  async function release(hosted: TierSource): Promise<void> {
    await hosted.close()
    open -= 1
    if (open > 0 || running === undefined) return
    const { register, reports, faultReports, directory } = running
    running = undefined
    register.stop()
    reports.stop()
    faultReports.stop()
    await directory.close()
  }

  return {
    gateway,
    faults,
    sources(endpoint) {
      const source = inner(endpoint)
      if (endpoint.name === 'borough') borough = source
      if (endpoint.name !== 'community') return source
      open += 1
      running ??= start()
      const { directory, register, last, split } = running
      return routedSource({
        hosted: source,
        directory,
        last,
        split,
        loaded: register.loaded,
        refresh: () => register.refresh(),
        close: () => release(source),
      })
    },
  }
}

function newName(): string {
  return `shequ-${randomUUID()}`
}
