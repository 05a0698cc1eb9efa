import type { Term } from '../terms/term.js'

/** What is said of a write that got no answer, and how to ask again. */
export const outcomeUnknown: Term = {
  en: 'A write was under way when its time or its connection ended, so that it may have been made or not. Send it again with the same `idempotencyKey`: then it is made once. Without a key, look first whether it is there.',
  zh: '写入进行时超过了时限或连接中断，因此可能已经完成，也可能没有。请用同一 `idempotencyKey` 重新发送，则只会写入一次；没有此键时，请先查看是否已存在。',
}

/** What is said of a write that was made, but whose answer could not be. */
export const madeUnanswered: Term = {
  en: 'The write was made, but its answer could not be. Look at what it made, or send it again with the same `idempotencyKey`: it is not made twice.',
  zh: '写入已经完成，但未能给出答复。请查看所写的内容，或用同一 `idempotencyKey` 重新发送：不会写入两次。',
}
