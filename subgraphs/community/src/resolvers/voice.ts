import type { VoiceResolvers } from '../generated/resolver-types.js'
import { sharedRecord } from './load-shared.js'
import { voice } from './shared-types.js'

export const Voice: VoiceResolvers = {
  __resolveReference: sharedRecord(voice),
  answer: ({ answerText, answeredAt }) =>
    answerText === null || answeredAt === null ? null : { text: answerText, answeredAt },
  receipt: ({ receipt = null }) => receipt,
}
