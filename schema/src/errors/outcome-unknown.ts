/** What is said of a write that got no answer, and how to ask again. */
export const outcomeUnknown =
  'A write was under way when its time or its connection ended, so that it may have been made or not. Send it again with the same `idempotencyKey`: then it is made once. Without a key, look first whether it is there.'

/** What is said of a write that was made, but whose answer could not be. */
export const madeUnanswered =
  'The write was made, but its answer could not be. Look at what it made, or send it again with the same `idempotencyKey`: it is not made twice.'
