import { longText, requireText } from '@shequ/subgraph/records/text'
import type { RaiseVoiceInput } from '../generated/resolver-types.js'
import { makeCommunityOnce } from './make-community-once.js'
import { pseudonymOf } from './pseudonym.js'
import { type Writing, written } from './writing.js'

/** Records a need, complaint or suggestion, and gives the voice's id. */
export async function raiseVoice(writing: Writing, input: RaiseVoiceInput): Promise<string> {
  const { community: communityCode, kind, serviceCode: topic } = input
  const said = requireText('text', input.text, longText)
  return writing.database.write(async (transaction) => {
    const resident = input.resident
      ? await pseudonymOf(writing.database.keys, transaction.sql, communityCode, input.resident)
      : null
    return makeCommunityOnce(transaction, 'raiseVoice', { ...input, resident }, (id) =>
      transaction.voice.create({
        data: { communityCode, id, resident, kind, topic, said, raisedAt: writing.now(), ...written(writing) },
      }),
    )
  })
}
