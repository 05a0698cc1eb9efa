import { HubError } from '@shequ/schema/errors/hub-error'
import { toDayColumn } from '@shequ/subgraph/database/day-column'
import { given, notNull } from '@shequ/subgraph/records/given'
import { requireOwnId, toGlobalId } from '@shequ/subgraph/records/global-id'
import { requireDaysInOrder, requireRange } from '@shequ/subgraph/records/numbers'
import { requireRecordDay } from '@shequ/subgraph/records/record-day'
import { longText, optionalText, shortText } from '@shequ/subgraph/records/text'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import type { ChangeProgrammeInput } from '../generated/resolver-types.js'
import { readProgrammeDetails } from './programme-details.js'
import { type ProgrammeState, readProgramme, refuseCancelled } from './programme-state.js'
import { requireOpenCentre } from './require-open-centre.js'
import { type Writing, written } from './writing.js'

/** Changes a programme: what is left out stays, and null takes the centre away. Gives the programme's id. */
export async function changeProgramme(writing: Writing, input: ChangeProgrammeInput): Promise<string> {
  const { community: communityCode } = input
  const id = requireOwnId('programme', input.programme, communityCode)
  const change = readChange(input)
  if (change.startsOn) requireRecordDay('startsOn', change.startsOn)
  return writing.database.write(async (transaction) => {
    const state = await readProgramme(transaction.sql, communityCode, id, 'locked')
    refuseCancelled(state)
    refuseFewerPlaces(state, change.capacity)
    const days = { startsOn: change.startsOn ?? state.startsOn, endsOn: change.endsOn ?? state.endsOn }
    requireDaysInOrder('startsOn', days.startsOn, 'endsOn', days.endsOn)
    if (change.startsOn ?? change.endsOn) await refuseSessionsOutside(transaction.sql, communityCode, id, days)
    const educationCentreId = input.educationCentre
      ? await requireOpenCentre(transaction.sql, communityCode, input.educationCentre)
      : input.educationCentre
    await transaction.programme.update({
      where: { communityCode_id: { communityCode, id } },
      data: {
        ...given({ ...change, educationCentreId }),
        startsOn: toDayColumn(days.startsOn),
        endsOn: toDayColumn(days.endsOn),
        ...written(writing),
      },
    })
    return toGlobalId(communityCode, id)
  })
}

function readChange(input: ChangeProgrammeInput) {
  const audience = notNull('audience', input.audience)
  const capacity = notNull('capacity', input.capacity)
  return {
    title: optionalText('title', notNull('title', input.title), shortText),
    description: optionalText('description', notNull('description', input.description), longText),
    audience: audience && [...new Set(audience)],
    startsOn: notNull('startsOn', input.startsOn),
    endsOn: notNull('endsOn', input.endsOn),
    capacity: capacity === undefined ? undefined : requireRange('capacity', capacity, 1, 100_000),
    fee: notNull('fee', input.fee),
    ...readProgrammeDetails({ ...input, languages: notNull('languages', input.languages) }),
  }
}

function refuseFewerPlaces({ enrolled }: ProgrammeState, capacity: number | undefined): void {
  if (capacity === undefined || capacity >= enrolled) return
  throw new HubError(
    'CONFLICT',
    {
      en: `Expected \`capacity\` to be at least the ${enrolled} places that are taken, but got ${capacity}.`,
      zh: `\`capacity\` 不得少于已占用的 ${enrolled} 个名额，而收到的是 ${capacity}。`,
    },
    { argument: 'capacity', enrolled },
  )
}

async function refuseSessionsOutside(
  sql: TransactionSql,
  community: string,
  programme: string,
  { startsOn, endsOn }: { readonly startsOn: string; readonly endsOn: string },
): Promise<void> {
  const [outside] = await sql<{ day: string }>(
    `select (starts_at at time zone 'Asia/Shanghai')::date::text as day from session
     where community_code = $1 and programme_id = $2::uuid and removed_at is null and status = 'SCHEDULED'
       and (starts_at at time zone 'Asia/Shanghai')::date not between $3::date and $4::date
     order by starts_at limit 1`,
    community,
    programme,
    startsOn,
    endsOn,
  )
  if (!outside) return
  throw new HubError(
    'CONFLICT',
    {
      en: `Expected the programme's sessions to lie within ${startsOn} to ${endsOn}, but one is on ${outside.day}.`,
      zh: `学习项目的活动应在 ${startsOn} 至 ${endsOn} 之间，而有一次在 ${outside.day}。`,
    },
    { session: outside.day },
  )
}
