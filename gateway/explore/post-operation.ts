interface Operation {
  readonly query: string
  readonly variables?: unknown
  readonly operationName?: string | null
}

/** Sends an operation to the hub that served this page. Errors come back as GraphQL's own, whatever the HTTP status. */
export async function postOperation(
  { query, variables, operationName }: Operation,
  options: { readonly headers?: Record<string, string> | undefined } = {},
) {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json',
      ...options.headers,
    },
    body: JSON.stringify({ query, variables, ...(operationName ? { operationName } : {}) }),
  })
  return (await response.json()) as Record<string, unknown>
}
