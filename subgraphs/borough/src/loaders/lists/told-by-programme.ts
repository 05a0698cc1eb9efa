import { learningTerms } from '@shequ/schema/terms/learning-terms'
import { valuesNamed } from '@shequ/schema/terms/values-named'
import { patternOf } from '@shequ/subgraph/paging/containing'
import type { Condition } from '@shequ/subgraph/paging/list'

/** Whatever contains a word contains the pairs of characters that it is made of, by which an index finds it. A word of one has none. */
const byIndex = 'character_pairs(words) @> character_pairs($::text) and words like $'

/**
 * The condition that a programme tells of a folded word: in its title or description, or by a name of its kind or of a group it is meant for. No index
 * finds all of these at once: then every row is read, and making its pairs would take twenty times as long as comparing its words.
 */
export function toldByProgramme(word: string): Condition {
  const kinds = valuesNamed(learningTerms.ProgrammeKind, word)
  const groups = valuesNamed(learningTerms.LearnerGroup, word)
  const pattern = patternOf(word)
  if (kinds.length === 0 && groups.length === 0) return { sql: byIndex, value: word, more: [pattern] }
  return {
    sql: '(kind = any($::programme_kind[]) or audience && $::text[] or words like $)',
    value: kinds,
    more: [groups, pattern],
  }
}
