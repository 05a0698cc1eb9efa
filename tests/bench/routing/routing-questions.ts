/** A question about the programmes of so many communities, as JSON. */
export interface RoutingQuestion {
  readonly owners: number
  readonly body: string
}

const programmes = 'code name programmes(first: 3, from: "2024-01-01") { nodes { id title startsOn places } }'

/** The question about one community. */
export function questionAbout(community: string): RoutingQuestion {
  const query = `query One($code: DivisionCode!) { community(code: $code) { ${programmes} } }`
  return { owners: 1, body: JSON.stringify({ query, variables: { code: community } }) }
}

/** The question about the first communities of a city. */
export function questionAboutFirst(owners: number, city: string): RoutingQuestion {
  const query = `query Many($within: DivisionCode!, $first: Int!) { communities(within: $within, first: $first) { nodes { ${programmes} } } }`
  return { owners, body: JSON.stringify({ query, variables: { within: city, first: owners } }) }
}
