import type { TransactionSql } from '@shequ/subgraph/writes/once'

/** A borough whose register the city does not have as it is now. */
export interface ChangedRegister {
  readonly borough: string
  readonly city: string
  /** Stands for all that the register holds: another digest, another register. */
  readonly digest: string
}

/**
 * The digest of each borough's register, where it is not the one that the city acknowledged last. Of allocations and guidance it
 * reads how many there are and the sum of the transactions that changed them last: every change raises it, in whatever order changes are committed.
 */
const text = `
  with now_registered as (
    select borough.code as borough, borough.city_code as city, md5(concat_ws('|', borough.city_code,
      (select string_agg(area::text, ',' order by community_code) from area where borough_code = borough.code),
      (select concat_ws(' ', count(*), max(updated_at), sum(changed_in)) from allocation where borough_code = borough.code),
      (select concat_ws(' ', count(*), max(updated_at), sum(changed_in)) from guidance where borough_code = borough.code),
      (select count(*) from guidance_recipient where borough_code = borough.code))) as digest
    from borough
  )
  select borough, city, digest from now_registered
  where not exists (select from register_sent where borough_code = borough and register_sent.digest = now_registered.digest)
  order by borough`

/** The boroughs whose register changed since the city acknowledged it. */
export function changedRegisters(sql: TransactionSql): Promise<readonly ChangedRegister[]> {
  return sql<ChangedRegister>(text)
}

/** Notes that the city has a register. */
export async function noteAcknowledged(sql: TransactionSql, { borough, digest }: ChangedRegister): Promise<void> {
  await sql(
    `insert into register_sent (borough_code, digest) values ($1, $2)
     on conflict (borough_code) do update set digest = excluded.digest, acknowledged_at = current_timestamp`,
    borough,
    digest,
  )
}
