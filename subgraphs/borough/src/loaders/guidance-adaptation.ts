import type { SharingLevel } from '@shequ/schema/returns/measure-return'
import type { RunStatement } from '@shequ/subgraph/database/statement'
import { inKeyOrder } from '@shequ/subgraph/loaders/in-key-order'
import { loaderBy } from '@shequ/subgraph/loaders/loader-by'
import type { GuidanceAdaptation } from '../generated/resolver-types.js'

/** How a piece of guidance was answered, by its id in the graph as SQL, by those who let a level $1 know. */
const answersTo = (guidance: string) => `(
  select count(*)::int as answered, (count(*) filter (where decision = 'ADOPTED'))::int as adopted,
    (count(*) filter (where decision = 'ADAPTED'))::int as adapted, (count(*) filter (where decision = 'DECLINED'))::int as declined
  from guidance_answer where guidance_id = ${guidance} and level >= $1::sharing_level
) answers`

const ofBoroughs = `select guidance.borough_code || ':' || guidance.id as key,
  coalesce(nullif((select count(*) from guidance_recipient
      where guidance_recipient.borough_code = guidance.borough_code and guidance_id = guidance.id), 0),
    (select count(*) from community where community.borough_code = guidance.borough_code and removed_at is null))::int as addressed,
  answers.*
from guidance cross join lateral ${answersTo("guidance.borough_code || ':' || guidance.id")}
where guidance.borough_code = any($2::text[]) and guidance.id = any($3::uuid[])`

const ofCities = `select asked.key,
  (select count(*) from community where removed_at is null
    and (city_code = any(asked.addressees) or borough_code = any(asked.addressees)))::int as addressed, answers.*
from (select key, array_agg(addressee) as addressees from unnest($2::text[], $3::text[]) each (key, addressee) group by key) asked
  cross join lateral ${answersTo('asked.key')}`

/** Guidance whose answers are to be counted. */
export interface AnsweredGuidance {
  /** The guidance's id in the graph. */
  readonly key: string
  readonly owner: string
  readonly uuid: string
}

type Counted = Omit<GuidanceAdaptation, 'rate' | '__typename'> & { readonly key: string }

/** Counts how guidance was answered, for all guidance that a query asks about in one statement, by how much the viewer may know. */
export function guidanceAdaptationLoader(run: RunStatement) {
  return loaderBy(
    async (level: SharingLevel, guidance: readonly AnsweredGuidance[]): Promise<(GuidanceAdaptation | Error)[]> => {
      const owners = [...new Set(guidance.map(({ owner }) => owner))]
      const rows = await run<Counted>({ text: ofBoroughs, values: [level, owners, guidance.map(({ uuid }) => uuid)] })
      return inOrder(guidance, rows)
    },
  )
}

/** A city's guidance whose answers are to be counted. */
export interface AnsweredCityGuidance {
  /** The guidance's id in the graph. */
  readonly key: string
  /** The areas whose communities it is addressed to. */
  readonly addressees: readonly string[]
}

/** The same for cities' guidance. */
export function cityGuidanceAdaptationLoader(run: RunStatement) {
  return loaderBy(
    async (level: SharingLevel, guidance: readonly AnsweredCityGuidance[]): Promise<(GuidanceAdaptation | Error)[]> => {
      const pairs = guidance.flatMap(({ key, addressees }) => addressees.map((addressee) => [key, addressee] as const))
      const values = [level, pairs.map(([key]) => key), pairs.map(([, addressee]) => addressee)]
      return inOrder(guidance, await run<Counted>({ text: ofCities, values }))
    },
  )
}

function inOrder(
  guidance: readonly { readonly key: string }[],
  rows: readonly Counted[],
): (GuidanceAdaptation | Error)[] {
  const counted = inKeyOrder<string, Counted>(
    guidance.map(({ key }) => key),
    rows,
    ({ key }) => key,
  )
  return counted.map((row) => (row ? { ...row, rate: rateOf(row) } : new Error('Expected guidance that is there.')))
}

/** Percent of the answers that are not plain agreement; null without an answer. */
function rateOf({ answered, adapted, declined }: Counted): number | null {
  return answered === 0 ? null : (100 * (adapted + declined)) / answered
}
