import { accessTerms } from './access-terms.js'
import { communityTerms } from './community-terms.js'
import { governmentTerms } from './government-terms.js'
import { languageTerms } from './language-terms.js'
import { learningTerms } from './learning-terms.js'
import { measuringTerms } from './measuring-terms.js'
import type { ValueTerms } from './term.js'

/** The names of the values of every enum of the graph, by the enum's name: the one table. */
export const enumTerms: Readonly<Record<string, ValueTerms>> = {
  ...learningTerms,
  ...communityTerms,
  ...governmentTerms,
  ...measuringTerms,
  ...accessTerms,
  ...languageTerms,
}
