import { keyColumns, recordColumns, type Table } from '@shequ/subgraph/database/table'

const record = { ...keyColumns('community_code'), ...recordColumns }

/**
 * What is read of the tables that residents write in. Who did is in none of them: neither a resident's pseudonym nor
 * what a voice said is among the columns that a read can name.
 */
export const competenceTable: Table = {
  name: 'competence',
  columns: {
    ...record,
    subject: 'subject',
    hoursPerMonth: 'hours_per_month',
    offeredSince: 'offered_since',
  },
}

export const proposalTable: Table = {
  name: 'proposal',
  columns: {
    ...record,
    title: 'title',
    text: 'text',
    status: "case when closed_at is null then 'OPEN' else 'CLOSED' end",
    openedOn: 'opened_on',
    votingUntil: 'voting_until',
  },
}

/** The day of a moment, as the moment at which it begins in China. */
const dayOf = (moment: string) => `date_trunc('day', ${moment}, 'Asia/Shanghai')`

function raisedVoices(raisedAt: string, updatedAt: string): string {
  return `(select community_code, id, kind, topic, ${raisedAt} as raised_at, answer, answered_at, source, ${updatedAt} as updated_at,
removed_at, changed_in from voice where kind in ('NEED', 'COMPLAINT', 'SUGGESTION'))`
}

/** Needs, complaints and suggestions. Single answers to surveys lie in the same table and are read by nobody. */
export const voiceTable: Table = {
  name: 'raised_voice',
  from: raisedVoices('raised_at', 'updated_at'),
  columns: {
    ...record,
    kind: 'kind',
    serviceCode: 'topic',
    status: "case when answered_at is null then 'OPEN' else 'CLOSED' end",
    requestedDatetime: 'raised_at',
    answerText: 'answer',
    answeredAt: 'answered_at',
  },
}

/** The same, as all but the office may know it: to the day. Order, cursors and filters follow these columns, and so tell no more. */
export const openVoiceTable: Table = {
  ...voiceTable,
  from: raisedVoices(dayOf('raised_at'), dayOf('updated_at')),
  changedBy: "updated_at + interval '1 day'",
}
