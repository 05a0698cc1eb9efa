import { keyColumns, recordColumns, type Table } from '@shequ/subgraph/database/table'

const division = { code: 'code', name: 'name', ...recordColumns }
const populated = {
  otherNames: 'other_names',
  residents: 'residents',
  residentsEstimated: 'residents_estimated',
}

export const boroughTable: Table = {
  name: 'borough',
  columns: { ...division, ...populated, owner: 'code', cityCode: 'city_code' },
}

export const streetTable: Table = { name: 'street', columns: { ...division, owner: 'borough_code' } }

export const communityTable: Table = {
  name: 'community',
  columns: {
    ...division,
    ...populated,
    olderResidents: 'older_residents',
    owner: 'borough_code',
    streetCode: 'street_code',
    kind: 'kind',
  },
  onlyWhenAsked: ['name', 'kind', 'olderResidents', ...Object.keys(populated)],
}

/** The changes of codes, once for each community that one concerns: the one given up, and the one that took its place. */
export const codeChangeTable: Table = {
  name: 'code_change',
  from: `(select predecessor as community_code, * from code_change
    union all select successor, * from code_change where successor is not null)`,
  columns: { predecessor: 'predecessor', successor: 'successor', codeList: 'code_list' },
}

/** The register of nodes, each with the divisions it lies in. */
export const nodeTable: Table = {
  name: 'node',
  from: `(select node.*, borough_code, city_code, street_code from node join community on code = community_code)`,
  columns: {
    communityCode: 'community_code',
    boroughCode: 'borough_code',
    status: 'status',
    epoch: 'epoch',
    since: 'since',
    lastSeen: 'last_seen',
    staleFor: 'stale_for',
    address: 'address',
  },
}

const record = { ...keyColumns('borough_code'), ...recordColumns }

export const serviceCentreTable: Table = {
  name: 'service_centre',
  columns: { ...record, name: 'name', address: 'address', status: 'status', openedOn: 'opened_on' },
}

export const serviceTable: Table = {
  name: 'service',
  columns: {
    ...record,
    name: 'name',
    description: 'description',
    status: 'status',
    minimumAge: 'minimum_age',
    maximumAge: 'maximum_age',
    schedule: 'schedule',
    audience: 'audience',
    serviceArea: 'service_area',
    serviceCentreId: "borough_code || ':' || service_centre_id",
  },
}

export const allocationTable: Table = {
  name: 'allocation',
  columns: {
    ...record,
    communityCode: 'community_code',
    year: 'year',
    purpose: 'purpose',
    amount: 'amount',
    relieved: 'relieved',
  },
}

export const guidanceTable: Table = {
  name: 'guidance',
  columns: { ...record, title: 'title', text: 'text', issuedOn: 'issued_on', answerBy: 'answer_by' },
}

/** Guidance, once for each community that it is addressed to, by name or as one of the borough's. */
export const addressedGuidanceTable: Table = {
  ...guidanceTable,
  from: `(select guidance.*, guidance_recipient.community_code from guidance
      join guidance_recipient on guidance_recipient.borough_code = guidance.borough_code and guidance_id = id
    union all select guidance.*, community.code from guidance join community using (borough_code)
      where not exists (select from guidance_recipient
        where guidance_recipient.borough_code = guidance.borough_code and guidance_id = id))`,
}

/** The communities that guidance names. */
export const recipientTable: Table = {
  ...communityTable,
  from: `(select guidance_id, community.* from guidance_recipient
    join community on community.borough_code = guidance_recipient.borough_code and code = community_code)`,
}
