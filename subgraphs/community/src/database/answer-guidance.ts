import { isWithin, withoutPadding } from '@shequ/schema/codes/division-code'
import { HubError } from '@shequ/schema/errors/hub-error'
import { toDayColumn } from '@shequ/subgraph/database/day-column'
import { readGlobalId, toGlobalId } from '@shequ/subgraph/records/global-id'
import { requirePastDay } from '@shequ/subgraph/records/record-day'
import { longText, optionalText } from '@shequ/subgraph/records/text'
import type { AnswerGuidanceInput } from '../generated/resolver-types.js'
import { requireCommunity } from './require-community.js'
import { type Writing, written } from './writing.js'

/** Answers guidance of the community's borough or city, in place of an answer given before, and gives the answer's id. */
export async function answerGuidance(writing: Writing, input: AnswerGuidanceInput): Promise<string> {
  const { community: communityCode, guidance: guidanceId } = input
  requireIssuer(guidanceId, communityCode)
  const answeredOn = toDayColumn(requirePastDay('answeredOn', input.answeredOn, writing.today()))
  const answer = { ...readDecision(input), answeredOn, ...written(writing) }
  return writing.database.write(async (transaction) => {
    await requireCommunity(transaction.sql, communityCode)
    const { id } = await transaction.guidanceResponse.upsert({
      where: { communityCode_guidanceId: { communityCode, guidanceId } },
      create: { communityCode, guidanceId, ...answer },
      update: { ...answer, removedAt: null },
      select: { id: true },
    })
    return toGlobalId(communityCode, id)
  })
}

/** @throws {HubError} NOT_FOUND unless the id is of guidance that the borough or the city of the community can have issued. */
function requireIssuer(guidance: string, community: string): void {
  const owner = readGlobalId(guidance)?.owner
  if (owner !== undefined && isWithin(community, owner) && withoutPadding(owner).length <= 6) return
  throw new HubError(
    'NOT_FOUND',
    {
      en: `Expected \`guidance\` to be the id of guidance of the borough or city of ${community}, but got "${guidance}".`,
      zh: `\`guidance\` 应为 ${community} 所属区或市的指导意见编号，而收到的是 "${guidance}"。`,
    },
    { argument: 'guidance' },
  )
}

function readDecision({ decision, ...input }: AnswerGuidanceInput) {
  const reason = optionalText('reason', input.reason ?? null, longText)
  const countermeasure = optionalText('countermeasure', input.countermeasure ?? null, longText)
  if (decision !== 'ADOPTED' && reason === null) throw lacking('reason', decision)
  if (decision === 'ADAPTED' && countermeasure === null) throw lacking('countermeasure', decision)
  return { decision, reason, countermeasure }
}

function lacking(argument: string, decision: string): HubError {
  return new HubError(
    'BAD_USER_INPUT',
    {
      en: `Expected \`${argument}\` where guidance is ${decision}, but got none.`,
      zh: `对指导意见的决定为 ${decision} 时应给出 \`${argument}\`，而没有收到。`,
    },
    {
      argument,
    },
  )
}
