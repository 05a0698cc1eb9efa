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

/** Needs, complaints and suggestions. Single answers to surveys lie in the same table and are read by nobody. */
export const voiceTable: Table = {
  name: 'raised_voice',
  from: `(select community_code, id, kind, topic, raised_at, answer, answered_at, source, updated_at, removed_at, changed_in
from voice where kind in ('NEED', 'COMPLAINT', 'SUGGESTION'))`,
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
