import type { NewClient } from '@shequ/issuer/clients/add-client'
import { readEnvironment } from '@shequ/process/read-environment'
import { readGlobalId } from '@shequ/subgraph/records/global-id'
import { askHubGraph } from '../node/ask-hub-graph.js'
import { besideHubEnvironment } from '../run/environment.js'
import { findHubAddress } from '../run/hub-address.js'

interface Asked {
  readonly city: { readonly accessRequests: { readonly nodes: readonly AskedFor[] } } | null
}

interface AskedFor {
  readonly status: string
  readonly scopes: readonly string[]
  readonly organisation: { readonly creditCode: string; readonly name: string }
}

const query = `query ($city: DivisionCode!, $id: ID!) {
  city(code: $city) { accessRequests(id: $id) { nodes { status scopes organisation { creditCode name } } } }
}`

/**
 * The client that a granted request for access leads to.
 *
 * @throws {Error} when there is no such request, or it is not granted.
 */
export async function findGranted(request: string, address: string | undefined): Promise<NewClient> {
  const environment = readEnvironment(besideHubEnvironment)
  const city = readGlobalId(request)?.owner
  if (city === undefined) throw new Error(`Expected --request with the id of a request, but got "${request}".`)
  const hub = address ?? (await findHubAddress(environment))
  const asking = { hub, dataDir: environment.DATA_DIR, role: 'city-office', division: city } as const
  const answer = (await askHubGraph(asking, query, { city, id: request })) as Asked
  const [found] = answer.city?.accessRequests.nodes ?? []
  if (!found) throw new Error(`Expected a request for access, but found no ${request}.`)
  if (found.status !== 'GRANTED')
    throw new Error(`Expected a request that is granted, but ${request} is ${found.status}.`)
  const { creditCode, name } = found.organisation
  return { name, role: 'ngo', organisation: creditCode, scopes: found.scopes, accessRequest: request }
}
