import type { Tier } from '@shequ/schema/tiers'
import type { Pool } from 'pg'
import type { ShapeName } from '../question/shapes.js'

/** What one process of the bench serves. */
export type Service =
  | { readonly kind: 'hub'; readonly dataDir: string; readonly urls: Readonly<Record<Tier, string>> }
  | { readonly kind: 'gateway'; readonly dataDir: string; readonly subgraphs: Readonly<Record<Tier, string>> }
  | { readonly kind: 'subgraph'; readonly dataDir: string; readonly tier: Tier; readonly url: string }
  /** The borough's subgraph with a register of nodes that are simulated. */
  | { readonly kind: 'register'; readonly dataDir: string; readonly url: string; readonly nodes: SimulatedNodes }
  /** One process that answers for many nodes, each at an address of its own. */
  | { readonly kind: 'nodes'; readonly dataDir: string; readonly url: string }
  | { readonly kind: 'stock'; readonly subgraphs: Readonly<Record<Tier, string>> }
  | { readonly kind: 'statement'; readonly url: string }
  /** All subgraphs of a shape, in memory. */
  | { readonly kind: 'shape'; readonly shape: ShapeName }
  /** The hub's gateway over them, by the address of their supergraph. */
  | { readonly kind: 'shape-hub'; readonly dataDir: string; readonly supergraph: string; readonly sharesReads: boolean }
  | { readonly kind: 'shape-stock'; readonly supergraph: string }
  /** The hub's gateway with the subgraphs of a shape in its own process. */
  | {
      readonly kind: 'shape-in-process'
      readonly dataDir: string
      readonly shape: ShapeName
      readonly supergraph: string
    }
  | ({ readonly kind: 'command' } & ServingCommand)

/** A command that serves a graph at `/graphql`. */
export interface ServingCommand {
  readonly name: string
  readonly command: string
  /** Its arguments; {@link portPlace} stands where its port belongs. */
  readonly args: readonly string[]
  /** Where it is started. */
  readonly folder: string
  readonly environment?: Readonly<Record<string, string>>
  /** What it must answer with data before it counts as started, as JSON. */
  readonly body: string
}

/** Stands in the arguments of a command for the port that it is to serve. */
export const portPlace = '{port}'

/** Nodes that few processes answer for. */
export interface SimulatedNodes {
  readonly communities: readonly string[]
  /** The processes; the nodes are dealt to them in turn. */
  readonly addresses: readonly string[]
}

/** What a process uses, or several together. */
export interface ProcessUse {
  /** Processor time so far, user and system, in milliseconds. */
  readonly cpu: number
  /** Memory that is held, in bytes. */
  readonly memory: number
}

/** A service that listens on a free port of 127.0.0.1. */
export interface Served {
  /** Where it is asked. */
  readonly url: string
  /** The connections to its databases, where it has any. */
  readonly pools: readonly Pool[]
  /** How often its subgraphs were called so far. */
  calls(): number
  /** How many entities they were asked about. */
  entities?(): number
  /** What serving uses, where it is not this process that serves. */
  use?(): ProcessUse
  close(): Promise<void>
}
