import { languageNow } from '../i18n/language'
import { sessionNow } from '../session/session'
import { type Answer, type GraphError, Refused, Unreachable } from './answer'
import type { Operation } from './operation'

interface RawError {
  readonly message: string
  readonly path?: readonly (string | number)[]
  readonly extensions?: Readonly<Record<string, unknown>>
}

interface RawAnswer<Data> {
  readonly data?: Data | null
  readonly errors?: readonly RawError[]
}

/**
 * Sends an operation as whoever is signed in, in the language of the page.
 *
 * @throws {Refused} where no part of the answer came, with the hub's errors.
 * @throws {Unreachable} where the hub did not answer.
 */
export async function sendOperation<Data, Variables>(
  operation: Operation<Data, Variables>,
  variables: Variables,
  signal?: AbortSignal,
): Promise<Answer<Data>> {
  const { token } = sessionNow()
  const response = await post(operation, variables, token, signal)
  const { data, errors: raw = [] } = await readAnswer<Data>(response)
  const errors = raw.map(toGraphError)
  if (data === undefined || data === null || nothingCame(data, errors))
    throw new Refused(errors, retryAfterOf(response))
  return { data, errors }
}

async function post<Data, Variables>(
  { name, text }: Operation<Data, Variables>,
  variables: Variables,
  token: string | null,
  signal?: AbortSignal,
): Promise<Response> {
  try {
    return await fetch('/graphql', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json',
        'accept-language': languageNow(),
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ query: text, variables, operationName: name }),
      ...(signal === undefined ? {} : { signal }),
    })
  } catch (error) {
    if (signal?.aborted) throw error
    throw new Unreachable(error)
  }
}

async function readAnswer<Data>(response: Response): Promise<RawAnswer<Data>> {
  const answer: unknown = await response.json().catch((error: unknown) => {
    throw new Unreachable(error)
  })
  if (typeof answer !== 'object' || answer === null || !('data' in answer || 'errors' in answer)) {
    throw new Unreachable(answer)
  }
  return answer as RawAnswer<Data>
}

/** Whether every field at the root is null because of an error: then there is nothing to show. */
function nothingCame(data: object, errors: readonly GraphError[]): boolean {
  return errors.length > 0 && Object.values(data).every((value) => value === null)
}

function toGraphError({ message, path = [], extensions = {} }: RawError): GraphError {
  return {
    message,
    code: textIn(extensions, 'code') ?? 'INTERNAL',
    path,
    argument: textIn(extensions, 'argument'),
    reference: textIn(extensions, 'reference'),
  }
}

function textIn(extensions: Readonly<Record<string, unknown>>, name: string): string | null {
  const value = extensions[name]
  return typeof value === 'string' ? value : null
}

function retryAfterOf(response: Response): number | null {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
  return Number.isFinite(seconds) ? seconds : null
}
