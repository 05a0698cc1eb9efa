import type { learnerGroups, programmeKinds } from '@shequ/schema/measures/breakdowns'

/**
 * A small world of records, as rows of the community database's tables: the names of its columns, dates and moments as
 * text. Numbers stand for ids until it is written.
 */
export interface World {
  readonly resident: readonly ResidentRecord[]
  readonly programme: readonly ProgrammeRecord[]
  readonly session: readonly SessionRecord[]
  readonly enrolment: readonly EnrolmentRecord[]
  readonly voice: readonly VoiceRecord[]
  readonly donation: readonly DonationRecord[]
  readonly ledger_entry: readonly EntryRecord[]
  readonly education_centre: readonly CentreRecord[]
  readonly consignment: readonly ConsignmentRecord[]
  readonly guidance_response: readonly ResponseRecord[]
  readonly proposal: readonly ProposalRecord[]
}

interface Owned {
  readonly community_code: string
}
interface Removable extends Owned {
  readonly id: string
  readonly removed_at: string | null
}
export interface ResidentRecord extends Owned {
  readonly pseudonym: string
  readonly learner_group: (typeof learnerGroups)[number]
  readonly sixty_or_over: boolean
  readonly residence: string
}
export interface ProgrammeRecord extends Removable {
  readonly kind: (typeof programmeKinds)[number]
  readonly status: 'PUBLISHED' | 'CANCELLED'
  readonly starts_on: string
  readonly ends_on: string
  readonly capacity: number
}
export interface SessionRecord extends Removable {
  readonly programme_id: string
  readonly ordinal: number
  readonly starts_at: string
  readonly ends_at: string
  readonly status: 'SCHEDULED' | 'CANCELLED'
  readonly taught_by_volunteer: boolean
  readonly volunteer: string | null
}
export interface EnrolmentRecord extends Owned {
  readonly programme_id: string
  readonly resident: string
  readonly cancelled_on: string | null
  readonly completed: boolean
  readonly attended: readonly number[]
}
export interface VoiceRecord extends Removable {
  readonly kind: 'NEED' | 'COMPLAINT' | 'SATISFACTION' | 'APPRAISAL_COMMUNITY' | 'APPRAISAL_BOROUGH' | 'APPRAISAL_CITY'
  readonly resident: string | null
  readonly rating: number | null
  readonly programme_id: string | null
  readonly raised_at: string
  readonly answered_at: string | null
}
export interface DonationRecord extends Removable {
  readonly award_date: string
  readonly amount_awarded: number
  readonly funding_organisation_code: string | null
}
export interface EntryRecord extends Removable {
  readonly booked_on: string
  readonly debit: string
  readonly credit: string
  readonly amount: number
  readonly donation_id: string | null
}
export interface CentreRecord extends Removable {
  readonly opened_on: string
  readonly closed_on: string | null
  readonly status: 'ACTIVE' | 'CLOSED'
}
export interface ConsignmentRecord extends Removable {
  readonly education_centre_id: string
  readonly starts_on: string
  readonly ends_on: string
  readonly ended_on: string | null
}
export interface ResponseRecord extends Removable {
  readonly guidance_id: string
  readonly decision: 'ADOPTED' | 'ADAPTED' | 'DECLINED'
  readonly answered_on: string
}
export interface ProposalRecord extends Removable {
  readonly opened_on: string
}

/** The communities of a world: two of one street, one of another city. */
export const worldCommunities = ['310101002001', '310101002002', '110101001001'] as const
