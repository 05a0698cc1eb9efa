import type { CellGroup, CellKind } from '@shequ/schema/measures/breakdowns'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import { type CountScope, chinaDayOf, groupOfResident, momentInScope, monthOfDay } from './count-scope.js'
import type { Counted, CountedPeriods } from './counted-periods.js'

interface VoicesRow {
  readonly code: string
  readonly month: string
  readonly voice: 'NEED' | 'SATISFACTION' | 'APPRAISAL_BOROUGH' | 'APPRAISAL_CITY'
  readonly group: CellGroup
  /** Of the programme that an answer is about; null for other voices. */
  readonly kind: CellKind | null
  readonly voices: number
  /** The ratings' sum; zero for needs. */
  readonly points: number
  readonly satisfied: number
  readonly answeredInTime: number
}

/** Days within which a need is to be answered, the day on which it was received not counted. */
const daysToAnswer = 15

const statement = `select voice.community_code as code, ${monthOfDay(chinaDayOf('raised_at'))} as month, voice.kind as voice, ${groupOfResident} as "group",
  programme.kind, count(*) as voices, coalesce(sum(rating), 0) as points, count(*) filter (where rating >= 4) as satisfied,
  count(*) filter (where ${chinaDayOf('answered_at')} - ${chinaDayOf('raised_at')} <= ${daysToAnswer}) as "answeredInTime"
from voice
left join resident on resident.community_code = voice.community_code and resident.pseudonym = voice.resident
left join programme on programme.community_code = voice.community_code and programme.id = voice.programme_id
  and programme.removed_at is null
where voice.community_code = any($1::text[]) and ${momentInScope('voice.raised_at')} and voice.removed_at is null
  and (voice.kind in ('NEED', 'APPRAISAL_BOROUGH', 'APPRAISAL_CITY') or voice.kind = 'SATISFACTION' and programme.id is not null)
group by 1, 2, 3, 4, 5`

/**
 * Counts satisfaction answers, appraisals and needs. An answer is valid when it is about a programme that is on record.
 * Who gave no name counts as the general public.
 */
export async function countVoices(sql: TransactionSql, scope: CountScope, tables: CountedPeriods): Promise<void> {
  for (const row of await sql<VoicesRow>(statement, scope.codes, scope.from, scope.before)) {
    for (const counted of countsOf(row)) tables.addToMonth(row.month, counted)
  }
}

function countsOf({ code, voice, group, kind, voices, points, ...row }: VoicesRow): readonly Counted[] {
  if (voice === 'NEED') {
    return [
      { code, count: 'needs', value: voices },
      { code, count: 'needsAnswered', value: row.answeredInTime },
    ]
  }
  if (voice === 'SATISFACTION') {
    const cell = { code, group, kind: kind ?? ('ALL' as const) }
    return [
      { ...cell, count: 'answers', value: voices },
      { ...cell, count: 'satisfied', value: row.satisfied },
    ]
  }
  const tier = voice === 'APPRAISAL_BOROUGH' ? 'Borough' : 'City'
  return [
    { code, count: `appraisals${tier}`, group, value: voices },
    { code, count: `points${tier}`, group, value: points },
  ]
}
