import type { List } from '@shequ/subgraph/paging/list'
import {
  accessRequestTable,
  cityGuidanceTable,
  cityTable,
  codeListEntryTable,
  ordinanceTable,
  pilotDesignationTable,
  targetTable,
} from '../../database/tables.js'
import type {
  CityAccessRequestsArgs,
  CityGuidanceArgs,
  CityOrdinancesArgs,
  CityPilotDesignationsArgs,
  CityTargetsArgs,
} from '../../generated/resolver-types.js'

const ofCity = { column: 'city_code', type: 'text' } as const

/** The cities on this hub, by code. */
export const cities: List<object> = { table: cityTable, order: [{ property: 'code', type: 'text' }] }

/** The entries of a code list, in the list's order. */
export const entriesOfCodeList: List<object> = {
  table: codeListEntryTable,
  parent: { column: 'list', type: 'text' },
  order: [
    { property: 'position', type: 'int' },
    { property: 'code', type: 'text' },
  ],
}

/** The guidance that a city issued, latest first. */
export const guidanceOfCity: List<CityGuidanceArgs> = {
  table: cityGuidanceTable,
  parent: ofCity,
  order: [
    { property: 'issuedOn', type: 'date' },
    { property: 'uuid', type: 'uuid' },
  ],
  descending: true,
  lateral: true,
}

/** The requests for access that a city has, latest first. */
export const accessRequestsOfCity: List<CityAccessRequestsArgs> = {
  table: accessRequestTable,
  parent: ofCity,
  order: [
    { property: 'requestedAt', type: 'timestamptz' },
    { property: 'uuid', type: 'uuid' },
  ],
  descending: true,
  conditions: ({ status, id }) => [
    { sql: 'status = $::access_request_status', value: status },
    { sql: "city_code || ':' || id = $", value: id },
  ],
  lateral: true,
}

/** A city's ordinances, latest first. */
export const ordinancesOfCity: List<CityOrdinancesArgs> = {
  table: ordinanceTable,
  parent: ofCity,
  order: [
    { property: 'adoptedOn', type: 'date' },
    { property: 'uuid', type: 'uuid' },
  ],
  descending: true,
  conditions: ({ status, inForceOn }) => [
    { sql: "(repealed_on is null) = ($ = 'ADOPTED')", value: status },
    { sql: 'in_force_from <= $::date', value: inForceOn },
    { sql: '(repealed_on is null or repealed_on > $::date)', value: inForceOn },
  ],
  lateral: true,
}

/** The designations that a city keeps, latest first. */
export const designationsOfCity: List<CityPilotDesignationsArgs> = {
  table: pilotDesignationTable,
  parent: ofCity,
  order: [
    { property: 'from', type: 'date' },
    { property: 'uuid', type: 'uuid' },
  ],
  descending: true,
  conditions: ({ level, on }) => [
    { sql: 'level = $::designation_level', value: level },
    { sql: 'from_date <= $::date', value: on },
    { sql: '(to_date is null or to_date >= $::date)', value: on },
  ],
  lateral: true,
}

/** The designations that a community holds or held, latest first. */
export const designationsOfCommunity: List<object> = {
  table: pilotDesignationTable,
  parent: { column: 'subject_code', type: 'text' },
  order: designationsOfCity.order,
  descending: true,
  always: ["subject_kind = 'COMMUNITY'"],
}

/** A city's targets, by year and measure. */
export const targetsOfCity: List<CityTargetsArgs> = {
  table: targetTable,
  parent: ofCity,
  order: [
    { property: 'year', type: 'int' },
    { property: 'measure', type: 'text' },
  ],
  conditions: ({ year, measure }) => [
    { sql: 'year = $', value: year },
    { sql: 'measure = $', value: measure },
  ],
}
