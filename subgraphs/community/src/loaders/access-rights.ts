import DataLoader from 'dataloader'
import type { Viewer } from '@shequ/schema/viewer'
import type { RunStatement } from '@shequ/subgraph/database/statement'
import { groupedByKey } from '@shequ/subgraph/loaders/grouped-by-key'
import type { AccessScope } from '../generated/resolver-types.js'

/** What a community lets a viewer do beyond what it shares. Ids are those in the tables. */
export interface AccessRights {
  readonly grants: readonly {
    readonly id: string
    readonly scopes: readonly AccessScope[]
    readonly purpose: string
  }[]
  /** The centres that the viewer's organisation runs. */
  readonly consignments: readonly {
    readonly id: string
    readonly centre: string
    readonly scopes: readonly AccessScope[]
    readonly purpose: string
  }[]
}

interface RightRow {
  readonly community: string
  readonly id: string
  readonly purpose: string
  readonly scopes: readonly AccessScope[]
  readonly centre: string | null
}

const text = `select community_code as community, id, purpose, scopes, null::uuid as centre from access_grant
where community_code = any($1::text[]) and (organisation = $2 or app = $3) and $4::date between starts_on and ends_on
  and revoked_at is null and removed_at is null
union all
select community_code, id, purpose, scopes, education_centre_id from consignment
where community_code = any($1::text[]) and operator_credit_code = $2 and $4::date between starts_on and coalesce(ended_on, ends_on)
  and removed_at is null
order by community, id`

const none: AccessRights = { grants: [], consignments: [] }

/**
 * Loads the rights that are in force on a day, all that a call needs in one statement. Organisations and apps alone have any;
 * an app is named by the subject of its token.
 */
export function accessRightsLoader(run: RunStatement, viewer: Viewer, day: string): DataLoader<string, AccessRights> {
  const { organisation, app } = granteeOf(viewer)
  return new DataLoader<string, AccessRights>(async (communities) => {
    if (organisation === null && app === null) return communities.map(() => none)
    const rows = await run<RightRow>({ text, values: [communities, organisation, app, day] })
    return groupedByKey(communities, rows, ({ community }) => community).map((rights) => ({
      grants: rights.flatMap(({ id, purpose, scopes, centre }) => (centre === null ? [{ id, purpose, scopes }] : [])),
      consignments: rights.flatMap(({ id, purpose, scopes, centre }) =>
        centre === null ? [] : [{ id, purpose, scopes, centre }],
      ),
    }))
  })
}

/** Whom a grant would name for this viewer. */
export function granteeOf({ role, subject, organisation }: Viewer): {
  readonly organisation: string | null
  readonly app: string | null
} {
  return {
    organisation: role === 'ngo' || role === 'district-app' ? organisation : null,
    app: role === 'district-app' ? subject : null,
  }
}
