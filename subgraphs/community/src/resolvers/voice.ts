import type { VoiceResolvers } from '../generated/resolver-types.js'
import { sharedRecord } from './load-shared.js'

export const Voice: VoiceResolvers = {
  __resolveReference: sharedRecord({
    name: 'Voice',
    dataset: 'VOICES',
    loaderOf: (_loaders, visible) => visible.voice,
  }),
  answer: ({ answerText, answeredAt }) =>
    answerText === null || answeredAt === null ? null : { text: answerText, answeredAt },
}
