import { afterAll, beforeAll, expect, test } from 'vitest'
import { sqlOn } from '@shequ/subgraph/database/sql-transaction'
import { lane, now, recordUuid } from '../../testing/fixtures.js'
import { type TestSubgraph, openCommunitySubgraph } from '../../testing/open-community-subgraph.js'
import { refuseUntimely } from './refuse-untimely.js'

let subgraph: TestSubgraph
beforeAll(async () => {
  subgraph = await openCommunitySubgraph()
  // The fixtures' votes are cast whenever they are loaded.
  await subgraph.sql(
    `update vote set cast_at = opened_on + interval '4 hours' from proposal
     where proposal.community_code = vote.community_code and proposal.id = proposal_id`,
  )
})
afterAll(() => subgraph.close())

const id = (kind: Parameters<typeof recordUuid>[0], n: number) => `'${recordUuid(kind, n)}'`
const own = `'${lane}'`

const enrolled = (attended: string) =>
  `insert into enrolment (community_code, programme_id, resident, enrolled_on, attended)
   values (${own}, ${id('programme', 1)}, gen_random_uuid(), '2025-06-01', '${attended}')`
const future = `insert into session (community_code, programme_id, ordinal, starts_at, ends_at)
  values (${own}, ${id('programme', 1)}, 4, '2025-07-07T11:00Z', '2025-07-07T12:00Z')`
const cast = (proposal: number, at: string) =>
  `insert into vote (community_code, proposal_id, voter, choice, cast_at)
   values (${own}, ${id('proposal', proposal)}, gen_random_uuid(), 'YES', '${at}')`

const cases: [string, string, string | undefined][] = [
  ['nothing', 'select 1', undefined],
  ['attendance of a session that was held', enrolled('{1,2}'), undefined],
  ['a session to come that nobody attended', future, undefined],
  ['attendance of a session to come', `${future}; ${enrolled('{4}')}`, 'attendance'],
  ['a vote on the last day, in China', cast(3, '2025-04-30T15:59Z'), undefined],
  ['a vote on the day after', cast(3, '2025-04-30T16:00Z'), 'vote'],
  ['a vote before the first day', cast(3, '2025-03-31T15:59Z'), 'vote'],
  [
    'a vote after the close',
    `update proposal set closed_at = '2025-04-15T02:00Z' where id = ${id('proposal', 3)}; ${cast(3, '2025-04-15T02:01Z')}`,
    'vote',
  ],
  ['a gift of tomorrow', `update donation set award_date = '2025-07-02' where id = ${id('donation', 1)}`, 'donation'],
  ['a gift of today', `update donation set award_date = '2025-07-01' where id = ${id('donation', 1)}`, undefined],
  [
    'an entry of tomorrow',
    `update ledger_entry set booked_on = '2025-07-02' where id = ${id('entry', 1)}`,
    'ledger entry',
  ],
  [
    'an answer to guidance of tomorrow',
    `update guidance_response set answered_on = '2025-07-02' where id = ${id('response', 1)}`,
    'answer to guidance',
  ],
  [
    'an offer of tomorrow',
    `update competence set offered_since = '2025-07-02' where id = ${id('competence', 1)}`,
    'competence',
  ],
  ['a voice of tomorrow', `update voice set raised_at = '2025-07-02Z' where id = ${id('voice', 1)}`, 'voice'],
  ['an answer of tomorrow', `update voice set answered_at = '2025-07-02Z' where id = ${id('voice', 2)}`, 'voice'],
  ['a place taken tomorrow', enrolled('{}').replace('2025-06-01', '2025-07-02'), 'enrolment'],
]

test.each(cases)('records that come with %s', async (_what, change, kind) => {
  const client = await subgraph.owner.connect()
  try {
    await client.query(`begin; ${change}`)
    const refusal = await refuseUntimely(sqlOn(client), lane, now).then(
      () => undefined,
      (error: Error) => /not of their time: ([^.]*)\./.exec(error.message)?.[1] ?? error.message,
    )
    expect(refusal).toBe(kind)
  } finally {
    await client.query('rollback')
    client.release()
  }
})

test.each([
  ['ledger_entry_first_day', `update ledger_entry set booked_on = '1925-07-01' where id = ${id('entry', 1)}`],
  ['donation_first_day', `update donation set award_date = '1925-07-01' where id = ${id('donation', 1)}`],
  [
    'session_twelve_hours',
    `update session set ends_at = starts_at + interval '13 hours' where id = ${id('session', 1)}`,
  ],
  ['voice_answered_after', `update voice set answered_at = raised_at - interval '1 s' where id = ${id('voice', 2)}`],
])('the database holds %s', async (constraint, change) => {
  await expect(subgraph.sql(change)).rejects.toThrow(constraint)
})
