import { HubError } from '@shequ/schema/errors/hub-error'
import type { RegisterSnapshot } from '@shequ/schema/returns/register-snapshot'
import { writeFor } from '@shequ/subgraph/database/write-for'
import { type Receiver, requireRegistered } from '@shequ/subgraph/returns/receive-returns'
import { verifyMessage } from '@shequ/subgraph/returns/signed-message'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import { registerSchema } from './register-schema.js'

/** What became of a register, as in the schema. */
export interface RegisterReceipt {
  readonly received: number
  readonly written: boolean
}

/**
 * Takes a borough's signed register in place of what was here of it, in one transaction. One of an earlier version than
 * what is here changes nothing.
 *
 * @throws {HubError} UNAUTHENTICATED, REQUEST_TOO_LARGE, BAD_USER_INPUT, NOT_FOUND; TIER_UNAVAILABLE without the sender's keys.
 */
export async function receiveRegister(receiver: Receiver, message: string): Promise<RegisterReceipt> {
  const { tier, database, senders, now } = receiver
  const { register: content } = await verifyMessage('register', message, senders, tier, now())
  const register = checkRegister(content)
  const written = await database.writeSql(
    async (sql) => {
      await requireRegistered(sql, receiver, [register.city])
      if (!(await isNewer(sql, register))) return false
      await replaceRegister(sql, register)
      return true
    },
    [register.borough],
  )
  return { received: register.areas.length, written }
}

function checkRegister(content: unknown): RegisterSnapshot {
  const parsed = registerSchema.safeParse(content)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new HubError(
    'BAD_USER_INPUT',
    `Expected a register as it is described in the schema of the hub, but at ${['register', ...(issue?.path ?? [])].join('.')}: ${issue?.message ?? 'malformed'}.`,
    { argument: 'register' },
  )
}

/** Whether no later register of the borough stands here. From then on this one's version does, and its row is locked. */
async function isNewer(sql: TransactionSql, { borough, version, takenAt }: RegisterSnapshot): Promise<boolean> {
  const rows = await sql(
    `insert into register_received as kept (borough_code, version, taken_at) values ($1, $2, $3)
     on conflict (borough_code) do update set version = excluded.version, taken_at = excluded.taken_at, received_at = current_timestamp
     where kept.version < excluded.version returning borough_code`,
    borough,
    version,
    takenAt,
  )
  return rows.length > 0
}

async function registeredCommunities(sql: TransactionSql, borough: string): Promise<readonly string[]> {
  const rows = await sql<{ code: string }>('select community_code as code from area where borough_code = $1', borough)
  return rows.map(({ code }) => code)
}

async function replaceRegister(sql: TransactionSql, register: RegisterSnapshot): Promise<void> {
  const { borough, city, areas, figures } = register
  await writeFor(sql, [
    borough,
    ...(await registeredCommunities(sql, borough)),
    ...areas.map(([community]) => community),
  ])
  await sql(
    `delete from register_figure using area where area.borough_code = $1 and register_figure.community_code = area.community_code`,
    borough,
  )
  await sql('delete from area where borough_code = $1', borough)
  await sql(
    `insert into area (community_code, street_code, borough_code, city_code, kind, residents, older_residents)
     select sent ->> 0, sent ->> 1, $2, $3, sent ->> 2, (sent ->> 3)::int, (sent ->> 4)::int from json_array_elements($1::json) as sent`,
    JSON.stringify(areas),
    borough,
    city,
  )
  const rows = figures.flatMap(({ period, rows: ofPeriod }) =>
    ofPeriod.map(([place, budget, guidance]) => ({ community: areas[place]?.[0] ?? '', period, budget, guidance })),
  )
  await sql(
    `insert into register_figure (community_code, period, budget, guidance_issued)
     select * from unnest($1::text[], $2::text[], $3::bigint[], $4::int[])`,
    rows.map(({ community }) => community),
    rows.map(({ period }) => period),
    rows.map(({ budget }) => budget),
    rows.map(({ guidance }) => guidance),
  )
}
