/** How often the page for operators asks anew, in milliseconds. */
export const every = 10_000
