import type { Condition } from './list.js'

/** A text as searches compare it: in NFKC, so that `ＡＩ` and `AI`, `（` and `(` are the same. Capitals are as good as small letters. */
export function searchable(text: string): string {
  return text.normalize('NFKC')
}

/**
 * The condition that an SQL text contains what is searched for, anywhere, whatever the width and case of its characters. What stands for others in a
 * pattern stands for itself here. It sets no condition where nothing is searched for.
 */
export function containing(text: string, search: string | null | undefined): Condition {
  const pattern = search && searchable(search).replaceAll(/[\\%_]/g, (character) => `\\${character}`)
  return { sql: `normalize(${text}, NFKC) ilike $`, value: pattern ? `%${pattern}%` : undefined }
}
