import type { SharingLevel } from '../returns/measure-return.js'
import type { Places } from './places.js'

/** What communities publish, record by record, to the tier above. */
export const publicationKinds = ['CENTRE', 'PROGRAMME', 'GUIDANCE_RESPONSE'] as const

export type PublicationKind = (typeof publicationKinds)[number]

/** A record as it travels upward; a record of null was withdrawn, or is not shared with the receiver. */
interface Published<Kind extends PublicationKind, Content> {
  readonly community: string
  readonly kind: Kind
  /** Its id in the community's table. */
  readonly id: string
  /** A higher one replaces the record whole; an equal or lower one changes nothing. */
  readonly version: number
  readonly record: Content | null
}

/** An agreement by which an organisation runs a centre for a term. */
export interface PublishedConsignment {
  /** Its id in the community's table. */
  readonly id: string
  /** By credit code. */
  readonly operator: string
  readonly startsOn: string
  readonly endsOn: string
  /** The day it was ended before its term. */
  readonly endedOn: string | null
}

/** An education centre. */
export interface PublishedCentre {
  readonly name: string
  readonly address: string
  readonly status: 'ACTIVE' | 'CLOSED'
  readonly seats: number
  /** Degrees of WGS 84; both or neither. */
  readonly latitude: number | null
  readonly longitude: number | null
  readonly telephone: string | null
  readonly website: string | null
  readonly openingHours: readonly { readonly day: string; readonly opens: string; readonly closes: string }[]
  /** All that it ever had, latest first; null where the server does not tell. */
  readonly consignments: readonly PublishedConsignment[] | null
}

/** A programme that takes place, or took place. */
export interface PublishedProgramme {
  readonly title: string
  readonly description: string
  readonly kind: 'COURSE' | 'CULTURAL_ACTIVITY' | 'WORKSHOP' | 'VOLUNTEERING'
  readonly audience: readonly string[]
  readonly startsOn: string
  readonly endsOn: string
  readonly capacity: number
  readonly places: Places
  /** CNY, as a decimal string. */
  readonly fee: string
  /** Its centre's id in the community's table. */
  readonly educationCentre: string | null
  readonly teacher: string | null
  /** By credit code. */
  readonly teachingOrganisation: string | null
  readonly picture: string | null
  readonly languages: readonly string[]
  /** Those that take place, in order. */
  readonly sessions: readonly { readonly startsAt: string; readonly endsAt: string }[]
}

/** An answer to guidance, without why and what instead. */
export interface PublishedResponse {
  /** The guidance, by its id in the graph. */
  readonly guidance: string
  readonly decision: 'ADOPTED' | 'ADAPTED' | 'DECLINED'
  readonly answeredOn: string
  /** From which level on it may be known. */
  readonly level: SharingLevel
}

export type Publication =
  | Published<'CENTRE', PublishedCentre>
  | Published<'PROGRAMME', PublishedProgramme>
  | Published<'GUIDANCE_RESPONSE', PublishedResponse>
