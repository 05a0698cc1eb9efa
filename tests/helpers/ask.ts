/** What a hub answers over HTTP. */
export interface Answer<Data> {
  readonly status: number
  readonly data: Data
  readonly errors?: readonly AnsweredError[]
  /** The whole body as it came, for a test that looks for what must not be in it. */
  readonly text: string
}

export interface AnsweredError {
  readonly message: string
  readonly path?: readonly (string | number)[]
  readonly extensions: { readonly code: string } & Readonly<Record<string, unknown>>
}

/** Posts a GraphQL request. */
export async function ask<Data>(
  url: string,
  query: string,
  variables?: Record<string, unknown>,
  token?: string,
): Promise<Answer<Data>> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json',
      ...(token && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query, variables }),
  })
  const text = await response.text()
  const body = JSON.parse(text) as { data: Data; errors?: readonly AnsweredError[] }
  return { status: response.status, data: body.data, text, ...(body.errors && { errors: body.errors }) }
}
