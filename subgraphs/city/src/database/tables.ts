import { keyColumns, recordColumns, type Table } from '@shequ/subgraph/database/table'

export const cityTable: Table = {
  name: 'city',
  columns: {
    code: 'code',
    owner: 'code',
    name: 'name',
    otherNames: 'other_names',
    residents: 'residents',
    residentsEstimated: 'residents_estimated',
    codeListId: 'code_list_id',
    ...recordColumns,
  },
}

export const generatedActivityTable: Table = {
  name: 'activity_load',
  columns: {
    owner: 'city_code',
    day: 'day',
    from: 'make_date(extract(year from day)::int - 2, 1, 1)',
    announcedUntil: 'case when announced_months > 0 then (day + make_interval(months => announced_months))::date end',
    seed: 'seed',
  },
}

export const divisionCodeListTable: Table = {
  name: 'division_code_list',
  columns: { id: 'id', source: 'source', cutOff: 'cut_off', licence: 'licence' },
}

export const learningCityProgrammeTable: Table = {
  name: 'learning_city_programme',
  columns: {
    owner: 'city_code',
    launchYear: 'launch_year',
    goals: 'goals',
    competitiveness: 'competitiveness',
    socialCohesion: 'social_cohesion',
    ...recordColumns,
  },
}

const record = { ...keyColumns('city_code'), ...recordColumns }

export const cityGuidanceTable: Table = {
  name: 'city_guidance',
  columns: {
    ...record,
    title: 'title',
    text: 'text',
    issuedOn: 'issued_on',
    answerBy: 'answer_by',
    addressees: "case when boroughs = '{}' then array[city_code] else boroughs end",
  },
}

export const ordinanceTable: Table = {
  name: 'ordinance',
  columns: {
    ...record,
    title: 'title',
    summary: 'summary',
    adoptedOn: 'adopted_on',
    inForceFrom: 'in_force_from',
    repealedOn: 'repealed_on',
  },
}

export const planningCommitteeTable: Table = {
  name: 'planning_committee',
  columns: { ...record, name: 'name', establishedOn: 'established_on' },
}

export const committeeSeatTable: Table = {
  name: 'committee_seat',
  columns: {
    position: 'position',
    office: 'office',
    organisationCode: 'organisation_credit_code',
    chair: 'chair',
  },
}

export const committeeDecisionTable: Table = {
  name: 'committee_decision',
  columns: { ...record, title: 'title', resolution: 'resolution', decidedOn: 'decided_on' },
}

export const pilotDesignationTable: Table = {
  name: 'pilot_designation',
  columns: {
    ...record,
    level: 'level',
    subjectKind: 'subject_kind',
    subjectCode: 'subject_code',
    awardedBy: 'awarded_by',
    from: 'from_date',
    to: 'to_date',
  },
}

export const targetTable: Table = {
  name: 'target',
  columns: { owner: 'city_code', measure: 'measure', year: 'year', value: 'value', ...recordColumns },
}

export const organisationTable: Table = {
  name: 'organisation',
  columns: {
    creditCode: 'credit_code',
    owner: 'city_code',
    name: 'name',
    otherNames: 'other_names',
    kind: 'kind',
    foundingDate: 'founding_date',
    ...recordColumns,
  },
}

export const accessRequestTable: Table = {
  name: 'access_request',
  columns: {
    ...keyColumns('city_code'),
    creditCode: 'credit_code',
    purpose: 'purpose',
    scopes: 'scopes',
    status: 'status',
    reason: 'reason',
    requestedAt: 'requested_at',
    decidedAt: 'decided_at',
  },
}

export const codeListEntryTable: Table = {
  name: 'code_list_entry',
  columns: { position: 'position', code: 'code', label: 'label', labelEnglish: 'label_english' },
}
