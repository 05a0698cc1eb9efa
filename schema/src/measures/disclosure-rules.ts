/** k: a count of people from 0 to one less is hidden (`subgraphs/disclosure/README.md`, 2). A community may raise it, never lower it. */
export const smallestCell = 11

/** The most that a community may raise its smallest count to: beyond, nothing of it would be left to publish. */
export const mostSmallestCell = 1_000

/** How many must stand behind a sum: contributors of an amount of money, communities of an area. */
export const fewestContributors = 3

/** The most that the two largest contributors may make of an amount of money. */
export const largestShareOfTwo = 0.85

/** Of how many communities a magnitude is told together, where everybody sees what each counts for. */
export const fewestMixed = 10
