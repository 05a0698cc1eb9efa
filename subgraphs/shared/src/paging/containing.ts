import { folded } from './folded.js'
import type { Condition } from './list.js'

/**
 * The condition that an SQL text contains what is searched for, anywhere, whatever the width and case of its characters: as it was typed, or in
 * simplified characters. It sets no condition where nothing is searched for.
 */
export function containing(text: string, search: string | null | undefined): Condition {
  const typed = search?.normalize('NFKC')
  const patterns = typed && [...new Set([typed, folded(typed)])].map(patternOf)
  return { sql: `normalize(${text}, NFKC) ilike any($::text[])`, value: patterns || undefined }
}

/** The pattern of whatever contains a text. What stands for others in a pattern stands for itself here. */
export function patternOf(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, (character) => `\\${character}`)}%`
}
