import type { Period } from '../measures/periods.js'

/**
 * What a borough tells the city of its register: its communities and over whom their rates are, and what it did for them. Whole,
 * in place of what it told before.
 */
export interface RegisterSnapshot {
  readonly borough: string
  readonly city: string
  /** Of two, the higher one stands. */
  readonly version: number
  /** When it was read, ISO 8601 in UTC. */
  readonly takenAt: string
  readonly areas: readonly RegisteredArea[]
  readonly figures: readonly RegisteredFigures[]
}

/** A community: its code, its street's, its kind, residents, and those of 60 and over; null where no figure is known. */
export type RegisteredArea = readonly [
  community: string,
  street: string,
  kind: string,
  residents: number | null,
  olderResidents: number | null,
]

/** What the borough did in a period: for a community by its place in `areas`, learning budget in fen and guidance issued. */
export interface RegisteredFigures {
  readonly period: Period
  readonly rows: readonly (readonly [area: number, budget: number, guidanceIssued: number])[]
}
