/** Sorts things into groups by a text, each group in the order in which its things come. */
export function groupBy<Thing>(things: Iterable<Thing>, textOf: (thing: Thing) => string): Map<string, Thing[]> {
  const groups = new Map<string, Thing[]>()
  for (const thing of things) {
    const text = textOf(thing)
    const group = groups.get(text)
    if (group === undefined) groups.set(text, [thing])
    else group.push(thing)
  }
  return groups
}
