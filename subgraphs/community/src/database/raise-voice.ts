import { requireOwnId } from '@shequ/subgraph/records/global-id'
import { longText, requireText } from '@shequ/subgraph/records/text'
import type { RaiseVoiceInput } from '../generated/resolver-types.js'
import { makeCommunityOnce } from './make-community-once.js'
import { pseudonymOf } from './pseudonym.js'
import { makeReceipt } from './receipt.js'
import { type Writing, written } from './writing.js'

/** A voice that was raised: its id in the graph, and by what its resident follows it; null where the office raised it. */
export interface RaisedVoice {
  readonly voice: string
  readonly receipt: string | null
}

/** Records a need, complaint or suggestion. */
export async function raiseVoice(writing: Writing, input: RaiseVoiceInput): Promise<RaisedVoice> {
  const { grant } = writing
  const { community: communityCode, kind, serviceCode: topic } = input
  const said = requireText('text', input.text, longText)
  return writing.database.write(async (transaction) => {
    const { sql } = transaction
    const resident = input.resident
      ? await pseudonymOf(writing.database.keys, sql, communityCode, input.resident)
      : null
    // Who retries under another grant gets no receipt of a voice that is not theirs.
    const making = { ...input, resident, ...(grant === null ? {} : { grant }) }
    const voice = await makeCommunityOnce(transaction, 'raiseVoice', making, (id) =>
      transaction.voice.create({
        data: { communityCode, id, resident, kind, topic, said, raisedAt: writing.now(), ...written(writing) },
      }),
    )
    if (grant === null) return { voice, receipt: null }
    const receipting = { community: communityCode, grant, today: writing.today() }
    return {
      voice,
      receipt: await makeReceipt(sql, receipting, { voice: requireOwnId('voice', voice, communityCode) }),
    }
  })
}
