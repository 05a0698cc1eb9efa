import type { SharingLevel } from '@shequ/schema/returns/measure-return'
import { patternOf } from '@shequ/subgraph/paging/containing'
import type { List } from '@shequ/subgraph/paging/list'
import type { PageArguments } from '@shequ/subgraph/paging/page-arguments'
import { type Consigned, centresConsigned } from './centres-consigned.js'
import { toldByProgramme } from './told-by-programme.js'
import { centresNear, programmesNear, type Near } from './near.js'
import { meetingAt, type Meeting } from './meeting-at.js'
import {
  catalogueWithdrawalTable,
  guidanceAnswerTable,
  listedCentreTable,
  listedProgrammeTable,
} from '../../database/catalogue-tables.js'
import type {
  CentreStatus,
  GuidanceDecision,
  LearnerGroup,
  Places,
  ProgrammeKind,
} from '../../generated/resolver-types.js'

/** The column by which the catalogue names the area that holds a community. */
export type AreaColumn = 'city_code' | 'borough_code' | 'street_code'

/** What a search of programmes may be narrowed by. */
export interface ProgrammeArguments extends PageArguments {
  /** Words, folded, of which each has to be told. */
  readonly words: readonly string[]
  readonly kinds?: readonly ProgrammeKind[] | null | undefined
  readonly audience?: LearnerGroup | null | undefined
  /** The day on or after which programmes end. */
  readonly from?: string | undefined
  readonly to?: string | null | undefined
  readonly places?: readonly Places[] | null | undefined
  /** Boroughs, streets and communities. */
  readonly areas?: readonly string[] | null | undefined
  readonly audiences?: readonly LearnerGroup[] | null | undefined
  readonly feeFrom?: string | null | undefined
  readonly feeTo?: string | null | undefined
  readonly meeting?: Meeting | null | undefined
  readonly near?: Near | null | undefined
}

/** What a search of centres may be narrowed by. */
export interface CentreArguments extends PageArguments, Consigned {
  readonly words: readonly string[]
  readonly status?: CentreStatus | null | undefined
  readonly near?: Near | null | undefined
}

/** How many days the longest programme of all lasts: what began longer ago is over, so that it need not be read in their order. */
const longestProgramme = '(select coalesce(max(ends_on - starts_on), 0) from catalogue_programme)'

/** The programmes of an area in the catalogue, by first day. */
export function programmesBelow(column: AreaColumn): List<ProgrammeArguments> {
  return {
    table: listedProgrammeTable,
    parent: { column, type: 'text' },
    order: [
      { property: 'startsOn', type: 'date' },
      { property: 'owner', type: 'text' },
      { property: 'uuid', type: 'uuid' },
    ],
    conditions: ({ words, kinds, audience, audiences, from, to, places, areas, feeFrom, feeTo, meeting, near }) => [
      ...words.map(toldByProgramme),
      { sql: 'kind = any($::programme_kind[])', value: kinds },
      { sql: "(audience = '{}' or $::text = any(audience))", value: audience },
      { sql: `ends_on >= $::date and starts_on >= $::date - ${longestProgramme}`, value: from },
      { sql: 'starts_on <= $::date', value: to },
      { sql: 'places = any($::places[])', value: places },
      { sql: `$::text[] && array[borough_code, street_code, community_code]`, value: areas },
      { sql: "(audience = '{}' or audience && $::text[])", value: audiences },
      { sql: 'fee >= $::numeric', value: feeFrom },
      { sql: 'fee <= $::numeric', value: feeTo },
      ...meetingAt(meeting),
      ...programmesNear(near),
    ],
  }
}

/** The education centres of an area in the catalogue, by name. */
export function centresBelow(column: AreaColumn): List<CentreArguments> {
  return {
    table: listedCentreTable,
    parent: { column, type: 'text' },
    order: [
      { property: 'name', type: 'text' },
      { property: 'owner', type: 'text' },
      { property: 'uuid', type: 'uuid' },
    ],
    conditions: ({ words, status, near, ...consigned }) => [
      ...words.map((word) => ({ sql: 'words like $', value: patternOf(word) })),
      { sql: 'status = $::centre_status', value: status },
      ...centresNear(near),
      ...centresConsigned(consigned),
    ],
  }
}

/** What left the catalogue in an area, oldest first. */
export function withdrawalsBelow(column: AreaColumn): List<PageArguments> {
  return {
    table: catalogueWithdrawalTable,
    parent: { column, type: 'text' },
    order: [
      { property: 'withdrawnAt', type: 'timestamptz' },
      { property: 'owner', type: 'text' },
      { property: 'uuid', type: 'uuid' },
    ],
  }
}

/** What a list of answers to guidance may be narrowed by. */
export interface AnswerArguments extends PageArguments {
  readonly decision?: GuidanceDecision | null | undefined
  /** From which level on the viewer may know them. */
  readonly level: SharingLevel
}

/** How guidance was answered, latest first. */
export const answersOfGuidance: List<AnswerArguments> = {
  table: guidanceAnswerTable,
  parent: { column: 'guidance_id', type: 'text' },
  order: [
    { property: 'answeredOn', type: 'date' },
    { property: 'owner', type: 'text' },
    { property: 'uuid', type: 'uuid' },
  ],
  descending: true,
  conditions: ({ decision, level }) => [
    { sql: 'decision = $::guidance_decision', value: decision },
    { sql: 'level >= $::sharing_level', value: level },
  ],
}
