import type { SubgraphCall } from '@shequ/schema/subgraph-call'

/** The subgraphs of a shape, which count what they are asked. */
export interface CountedShape {
  readonly calls: ReadonlyMap<string, SubgraphCall>
  /** How often they were called. */
  readonly asked: () => number
  /** About how many entities. */
  readonly entities: () => number
}

/** Lets the subgraphs of a shape count. */
export function countShape(subgraphs: ReadonlyMap<string, SubgraphCall>): CountedShape {
  let [asked, entities] = [0, 0]
  const counted =
    (call: SubgraphCall): SubgraphCall =>
    (request) => {
      asked += 1
      entities += Object.values(request.variables).flat().filter(isRepresentation).length
      return call(request)
    }
  return {
    calls: new Map([...subgraphs].map(([name, call]) => [name, counted(call)])),
    asked: () => asked,
    entities: () => entities,
  }
}

/** Gateways name the variable of what represents entities each in its own way. */
function isRepresentation(value: unknown): boolean {
  return typeof value === 'object' && value !== null && '__typename' in value
}
