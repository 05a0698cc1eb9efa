import type { SubgraphCall } from '@shequ/schema/subgraph-call'

/** The subgraphs of a shape, which count what they are asked. */
export interface CountedShape {
  readonly calls: ReadonlyMap<string, SubgraphCall>
  /** How often they were called. */
  asked(): number
  /** About how many entities. */
  entities(): number
}

/** Lets the subgraphs of a shape count. */
export function countShape(subgraphs: ReadonlyMap<string, SubgraphCall>): CountedShape {
  let [asked, entities] = [0, 0]
  const counted =
    (call: SubgraphCall): SubgraphCall =>
    (request) => {
      const representations = request.variables?.['representations']
      asked += 1
      if (Array.isArray(representations)) entities += representations.length
      return call(request)
    }
  return {
    calls: new Map([...subgraphs].map(([name, call]) => [name, counted(call)])),
    asked: () => asked,
    entities: () => entities,
  }
}
