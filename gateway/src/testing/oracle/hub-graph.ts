import { readSubgraphSdl } from '@shequ/schema/subgraph-sdl'
import { tiers } from '@shequ/schema/tiers'
import { Kind, parse } from 'graphql'
import type { DrawnGraph } from './random-graph.js'

/** The hub's own graph, with what the stand-in data needs to know of it. */
export function hubGraph(): DrawnGraph {
  const subgraphs = new Map(tiers.map((tier) => [tier, readSubgraphSdl(tier)]))
  const keys = new Map<string, string>()
  const required = new Map<string, string>()
  for (const sdl of subgraphs.values()) {
    for (const definition of parse(sdl, { noLocation: true }).definitions) {
      if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.OBJECT_TYPE_EXTENSION) continue
      const type = definition.name.value
      const key = fieldsGiven(definition.directives, 'key')
      if (key !== undefined) keys.set(type, key)
      for (const field of definition.fields ?? []) {
        const needed = fieldsGiven(field.directives, 'requires')
        if (needed !== undefined) required.set(`${type}.${field.name.value}`, needed)
      }
    }
  }
  return { subgraphs, keys, required, interfaceObjects: new Map() }
}

type Directives = Extract<
  ReturnType<typeof parse>['definitions'][number],
  { kind: Kind.OBJECT_TYPE_DEFINITION }
>['directives']

/** What stands in a directive's `fields`: one field in each of the hub's own. */
function fieldsGiven(directives: Directives = [], name: string): string | undefined {
  for (const directive of directives) {
    if (directive.name.value !== name) continue
    const value = directive.arguments?.find((argument) => argument.name.value === 'fields')?.value
    if (value?.kind === Kind.STRING) return value.value
  }
  return undefined
}
