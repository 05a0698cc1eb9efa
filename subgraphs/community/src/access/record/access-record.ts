import type { Viewer } from '@shequ/schema/viewer'
import type { Dataset } from '../../generated/resolver-types.js'
import { viewerRoleOf } from './viewer-role.js'

/** By what right somebody may see or do something; a grant or consignment by its id in its table, with what it is for. */
export type Basis =
  | { readonly kind: 'OWN' | 'SHARED' | 'RECEIPT' }
  | { readonly kind: 'GRANT' | 'CONSIGNMENT'; readonly id: string; readonly purpose: string }

/** What somebody did, or was refused. */
export interface Access {
  readonly community: string
  readonly action: 'READ' | 'WRITE'
  /** Null for what belongs to no dataset. */
  readonly dataset: Dataset | null
  /** A field or a type of record, by name. */
  readonly field: string
  /** Null where it was refused. */
  readonly basis: Basis | null
}

/** An entry of a community's access log that is still to be added. */
export interface AccessRecord {
  readonly community: string
  /** The entry as canonical JSON: what is hashed, kept and read back. */
  readonly text: string
}

/** An access as the log keeps it: who, what, why and how much, never the contents. */
export function toRecord(
  { role, division, organisation, subject }: Viewer,
  { community, action, dataset, basis }: Access,
  { fields, count, at }: { readonly fields: readonly string[]; readonly count: number; readonly at: Date },
): AccessRecord {
  const terms = basis && 'id' in basis ? basis : null
  return {
    community,
    text: canonicalJson({
      accessGrant: terms?.kind === 'GRANT' ? terms.id : null,
      action,
      app: role === 'district-app' ? subject : null,
      at: at.toISOString(),
      basis: basis?.kind ?? null,
      consignment: terms?.kind === 'CONSIGNMENT' ? terms.id : null,
      count,
      dataset,
      division,
      fields: [...fields].sort(),
      organisation,
      outcome: basis ? 'GRANTED' : 'REFUSED',
      purpose: terms?.purpose ?? null,
      role: viewerRoleOf(role),
    }),
  }
}

/** JSON in one form: members in the order of their names, no spaces. */
function canonicalJson(members: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(Object.fromEntries(Object.entries(members).sort(([one], [other]) => (one < other ? -1 : 1))))
}
