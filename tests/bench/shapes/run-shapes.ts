import { compareContenders, turnsOf } from '../compare/compare-contenders.js'
import { base, type Contender } from '../serve/contenders.js'
import type { Service } from '../serve/service.js'
import type { ServiceProcess } from '../serve/start-process.js'
import { type ShapeName, shapeNames, shapes } from '../question/shapes.js'
import type { ShapeTables } from './shapes-report.js'

export interface ShapesBench {
  readonly dataDir: string
  readonly rounds: number
  /** How long a turn is, in milliseconds. */
  readonly turn: number
  readonly start: (service: Service) => Promise<ServiceProcess>
  readonly onTurn: () => void
}

const concurrencies = [1, 8]
const contendersEach = 3

/** Compares gateways over subgraphs in memory, where nothing is measured but what a gateway makes of a plan. */
export async function runShapes(bench: ShapesBench): Promise<readonly ShapeTables[]> {
  const tables: ShapeTables[] = []
  for (const shape of shapeNames) tables.push(await runShape(shape, bench))
  return tables
}

/** How many turns there are, warming up included. */
export function shapesTurns(rounds: number): number {
  return turnsOf(contendersEach, { rounds, concurrencies }) * shapeNames.length
}

async function runShape(shape: ShapeName, { dataDir, rounds, turn, start, onTurn }: ShapesBench): Promise<ShapeTables> {
  const subgraphs = await start({ kind: 'shape', shape })
  const supergraph = `${subgraphs.url}/supergraph`
  const body = JSON.stringify({ query: shapes[shape].query })
  const contender = (name: string, gateway: ServiceProcess): Contender => ({
    name,
    url: gateway.url,
    processes: [gateway, subgraphs],
    body,
  })
  const hub = (sharesReads: boolean) => start({ kind: 'shape-hub', dataDir, supergraph, sharesReads })
  const contenders = [
    contender('hub', await hub(true)),
    contender('hub, no shared reads', await hub(false)),
    contender(base, await start({ kind: 'shape-stock', supergraph })),
  ]
  const tables = await compareContenders(contenders, { rounds, turn, concurrencies, onTurn })
  await Promise.all(contenders.flatMap(({ processes: [gateway] }) => gateway?.end() ?? []))
  await subgraphs.end()
  return { shape, tables }
}
