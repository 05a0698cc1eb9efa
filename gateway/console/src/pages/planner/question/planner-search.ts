/** What stands in the builder's address. Most names are those of the exports. */
const names = [
  'within',
  'beside',
  'measures',
  'groupBy',
  'from',
  'to',
  'grain',
  'boroughs',
  'communityKinds',
  'learnerGroups',
  'programmeKinds',
  'areaGroup',
  'having',
  'orderBy',
  'rows',
  'view',
  'show',
  'columns',
] as const

/** The builder's address, as far as it says something of a question. */
export type PlannerSearch = { readonly [Name in (typeof names)[number]]?: string | readonly string[] }

/** Takes what says something of a question from an address. */
export function readPlannerSearch(search: Readonly<Record<string, unknown>>): PlannerSearch {
  return Object.fromEntries(names.filter((name) => isText(search[name])).map((name) => [name, search[name]]))
}

function isText(value: unknown): boolean {
  return typeof value === 'string' || (Array.isArray(value) && value.every((one) => typeof one === 'string'))
}
