import { type GraphQLSchema, isInterfaceType } from 'graphql'
import type { Rule, Rules } from '@shequ/schema/access/rule'
import type { StatedRules } from '@shequ/schema/access/stated-rules'

/** The most lists that a combined rule is compared by. */
const mostLists = 1_000

/**
 * Lays the rules of interfaces at the objects that implement them. Composition gives an interface what its objects need together: that says
 * nothing of each object, whose own rules hold. What no object states holds for all of them, as older compositions leave it.
 */
export function settleInterfaces({ types, fields }: StatedRules, schema: GraphQLSchema): StatedRules {
  const settledTypes = new Map(types)
  const settledFields = new Map(fields)
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isInterfaceType(type)) continue
    const objects = schema.getPossibleTypes(type).map(({ name }) => name)
    layDown(settledTypes, type.name, objects)
    for (const field of Object.keys(type.getFields())) {
      layDown(
        settledFields,
        `${type.name}.${field}`,
        objects.map((name) => `${name}.${field}`),
      )
    }
  }
  return { types: settledTypes, fields: settledFields }
}

function layDown(rules: Map<string, Rules>, from: string, to: readonly string[]): void {
  const stated = rules.get(from)
  if (stated === undefined) return
  rules.delete(from)
  const own = to.flatMap((coordinate) => rules.get(coordinate) ?? [])
  const left = stated.filter((rule) => !follows(rule, own))
  if (left.length === 0) return
  for (const coordinate of to) rules.set(coordinate, [...(rules.get(coordinate) ?? []), ...left])
}

/** Whether whoever meets all the others meets the rule, and there is at least one of its kind. */
function follows(rule: Rule, others: Rules): boolean {
  const alike = others.filter(({ kind }) => kind === rule.kind)
  if (alike.length === 0) return false
  if (rule.kind === 'authenticated') return true
  const together = alike.reduce<readonly (readonly string[])[]>(
    (lists, other) => (other.kind === 'authenticated' ? lists : combined(lists, other.anyOf)),
    [[]],
  )
  return (
    together.length <= mostLists &&
    together.every((names) => rule.anyOf.some((needed) => needed.every((name) => names.includes(name))))
  )
}

/** Every list of the one with every list of the other; more than can be compared when there are too many. */
function combined(
  one: readonly (readonly string[])[],
  other: readonly (readonly string[])[],
): readonly (readonly string[])[] {
  if (one.length * other.length > mostLists) return one.concat(Array.from({ length: mostLists + 1 }, () => []))
  const lists = one.flatMap((names) => other.map((more) => [...new Set([...names, ...more])].toSorted()))
  return [...new Map(lists.map((names) => [names.join(' '), names])).values()]
}
