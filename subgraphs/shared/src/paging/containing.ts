/**
 * The pattern by which `ilike` finds a text anywhere, in capitals or not: what stands for other characters in a
 * pattern stands for itself here. Undefined where nothing is searched for.
 */
export function containing(search: string | null | undefined): string | undefined {
  return search ? `%${search.replaceAll(/[\\%_]/g, (character) => `\\${character}`)}%` : undefined
}
