/** The most that a community may raise its smallest count to: beyond, nothing of it would be left to publish. */
export const mostSmallestCell = 1_000
