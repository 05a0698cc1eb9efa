import { HubError } from '@shequ/schema/errors/hub-error'
import { requireOwnId, toGlobalId } from '@shequ/subgraph/records/global-id'
import { notFound } from '@shequ/subgraph/records/not-found'
import { longText, requireText } from '@shequ/subgraph/records/text'
import type { AnswerVoiceInput } from '../generated/resolver-types.js'
import { type Writing, written } from './writing.js'

/**
 * Answers a voice and gives its id.
 *
 * @throws {HubError} CLOSED when it was answered.
 */
export async function answerVoice(writing: Writing, input: AnswerVoiceInput): Promise<string> {
  const { community: communityCode } = input
  const id = requireOwnId('voice', input.voice, communityCode)
  const answer = requireText('text', input.text, longText)
  return writing.database.write(async (transaction) => {
    const [voice] = await transaction.sql<{ isAnswered: boolean }>(
      `select answer is not null as "isAnswered" from voice where community_code = $1 and id = $2::uuid
       and kind in ('NEED', 'COMPLAINT', 'SUGGESTION') and removed_at is null for no key update`,
      communityCode,
      id,
    )
    if (!voice) throw notFound('voice', input.voice)
    if (voice.isAnswered)
      throw new HubError('CLOSED', {
        en: 'Expected a voice that waits for an answer, but it was answered.',
        zh: '应为待答复的居民意见，而该意见已得到答复。',
      })
    await transaction.voice.updateMany({
      where: { communityCode, id },
      data: { answer, answeredAt: writing.now(), ...written(writing) },
    })
    return toGlobalId(communityCode, id)
  })
}
