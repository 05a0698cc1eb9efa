import type { Condition } from '@shequ/subgraph/paging/list'

/** By whom centres are to be run on a day. */
export interface Consigned {
  readonly on: string
  /** By credit code. */
  readonly operator?: string | null | undefined
  readonly consigned?: boolean | null | undefined
  readonly endingBefore?: string | null | undefined
}

/** Whether a centre tells of a consignment that holds on a day. */
const holds = `select from jsonb_to_recordset(coalesce(consignments, '[]'))
    as term (operator text, "startsOn" date, "endsOn" date, "endedOn" date)
  where $::date between "startsOn" and coalesce("endedOn", "endsOn")`

/** The centres that are run so. One that tells of no consignments at all is in no such list, nor in that of the unconsigned. */
export function centresConsigned({ on, operator, consigned, endingBefore }: Consigned): Condition[] {
  const asksForTerm = consigned === true || Boolean(operator ?? endingBefore)
  return [
    // An index finds the centres that the operator ever ran; the next condition looks at the days.
    { sql: "consignments @> jsonb_build_array(jsonb_build_object('operator', $::text))", value: operator },
    {
      sql: `exists (${holds} and operator = coalesce($::text, operator) and coalesce("endedOn", "endsOn") < coalesce($::date, 'infinity'))`,
      value: asksForTerm ? on : undefined,
      more: [operator ?? null, endingBefore ?? null],
    },
    {
      sql: `consignments is not null and not exists (${holds})`,
      value: consigned === false ? on : undefined,
    },
  ]
}
