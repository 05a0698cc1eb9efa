/** Reads an option that may stand several times. */
export function several(value: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, value]
}
