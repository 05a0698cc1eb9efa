import { keyColumns, recordColumns, type Table } from '@shequ/subgraph/database/table'

export const accessGrantTable: Table = {
  name: 'access_grant',
  columns: {
    ...keyColumns('community_code'),
    ...recordColumns,
    organisationCode: 'organisation',
    app: 'app',
    scopes: 'scopes',
    purpose: 'purpose',
    from: 'starts_on',
    until: 'ends_on',
    revokedAt: 'revoked_at',
  },
}

const member = (name: string) => `record::jsonb ->> '${name}'`

/** The entries of access logs, read out of the text that is hashed. */
export const accessLogTable: Table = {
  name: 'access_log',
  columns: {
    owner: 'community_code',
    sequence: 'sequence',
    at: member('at'),
    role: member('role'),
    division: member('division'),
    organisation: member('organisation'),
    app: member('app'),
    action: member('action'),
    dataset: member('dataset'),
    fields: "record::jsonb -> 'fields'",
    count: `(${member('count')})::int`,
    outcome: member('outcome'),
    basis: member('basis'),
    accessGrantId: `community_code || ':' || (${member('accessGrant')})`,
    consignmentId: `community_code || ':' || (${member('consignment')})`,
    purpose: member('purpose'),
    hash: "encode(hash, 'hex')",
  },
}

/** How often callers without a right were refused. */
export const refusalTable: Table = {
  name: 'refusal_count',
  columns: {
    owner: 'community_code',
    day: 'day',
    action: 'action',
    kept: 'dataset',
    dataset: "nullif(dataset, '')",
    role: 'role',
    calls: 'least(calls, 2147483647)::int',
  },
}
