import { HubError } from '@shequ/schema/errors/hub-error'
import { requireRange } from '@shequ/subgraph/records/numbers'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import type { FaultInput } from '../generated/resolver-types.js'

const mostReported = 200

/** How many faults are kept. */
const mostKept = 1_000

/** What a gateway may say: nothing that a client wrote fits in. */
const forms = {
  reference: /^[0-9a-f-]{36}$/,
  kind: /^\w{1,64}$/,
}

/**
 * Takes down the faults that a gateway met. One that is here already changes nothing. The oldest beyond {@link mostKept} go.
 *
 * @returns how many were new
 * @throws {HubError} BAD_USER_INPUT
 */
export async function reportFaults(sql: TransactionSql, faults: readonly FaultInput[]): Promise<number> {
  requireRange('faults', faults.length, 0, mostReported)
  for (const { reference, tierReference, kind } of faults) {
    requireForm('reference', reference, forms.reference)
    requireForm('tierReference', tierReference, forms.reference)
    requireForm('kind', kind, forms.kind)
  }
  const added = await sql(
    `insert into fault (reference, at, tier, tier_reference, kind)
     select reference, at, tier, "tierReference", kind from jsonb_to_recordset($1::jsonb)
       as given (reference text, at timestamptz, tier text, "tierReference" text, kind text)
     on conflict do nothing returning 1`,
    JSON.stringify(faults),
  )
  await sql(
    `delete from fault where reference in (select reference from fault order by at desc, reference desc offset ${mostKept})`,
  )
  return added.length
}

function requireForm(argument: keyof FaultInput, value: string | null | undefined, form: RegExp): void {
  if (value === null || value === undefined || form.test(value)) return
  throw new HubError('BAD_USER_INPUT', `Expected \`${argument}\` of a fault to match ${String(form)}.`, { argument })
}
