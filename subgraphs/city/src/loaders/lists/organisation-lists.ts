import { containing } from '@shequ/subgraph/paging/containing'
import type { List } from '@shequ/subgraph/paging/list'
import { organisationTable } from '../../database/tables.js'
import type { QueryOrganisationsArgs } from '../../generated/resolver-types.js'

/** The register of organisations, by credit code. */
export const organisations: List<QueryOrganisationsArgs> = {
  table: organisationTable,
  order: [{ property: 'creditCode', type: 'text' }],
  conditions: ({ within, filter }) => [
    { sql: 'city_code = $', value: within },
    { sql: 'kind = any($::organisation_kind[])', value: filter?.kinds },
    containing('name', filter?.search),
  ],
}
