import type { FastifyRequest } from 'fastify'
import { isRecord } from '../../document/is-record.js'
import type { FindText } from './find-text.js'

/** The parameters that name an operation otherwise than by its text. */
const ids = ['documentId', 'doc_id'] as const

/**
 * Puts the text of an operation into a request that names it by an id, so that what follows reads all requests alike.
 *
 * @throws {HubError} as {@link FindText} does.
 */
export async function takeText(request: FastifyRequest, client: string, findText: FindText): Promise<void> {
  if (request.method === 'GET') await takeFromAddress(request, client, findText)
  else if (isRecord(request.body)) request.body = await withText(request.body, client, findText)
}

async function withText(
  { documentId, doc_id, ...body }: Record<string, unknown>,
  client: string,
  findText: FindText,
): Promise<Record<string, unknown>> {
  const query = await findText({ ...body, documentId, doc_id }, client)
  const { extensions } = body
  return {
    ...body,
    ...(query !== undefined && { query }),
    ...(isRecord(extensions) && { extensions: withoutHash(extensions) }),
  }
}

async function takeFromAddress({ raw }: FastifyRequest, client: string, findText: FindText): Promise<void> {
  const [path = '', search] = (raw.url ?? '').split('?', 2)
  if (search === undefined) return
  const parameters = new URLSearchParams(search)
  const extensions = parsed(parameters.get('extensions'))
  const [documentId, docId] = ids.map((name) => parameters.get(name) ?? undefined)
  const query = parameters.get('query') ?? undefined
  const text = await findText({ query, documentId, doc_id: docId, extensions }, client)
  if (text === undefined || (text === query && extensions === undefined)) return
  parameters.set('query', text)
  for (const name of ids) parameters.delete(name)
  if (isRecord(extensions)) parameters.set('extensions', JSON.stringify(withoutHash(extensions)))
  raw.url = `${path}?${parameters.toString()}`
}

function withoutHash(extensions: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(extensions).filter(([name]) => name !== 'persistedQuery'))
}

/** What does not parse is told of by what reads the request next. */
function parsed(text: string | null): unknown {
  try {
    return text === null ? undefined : (JSON.parse(text) as unknown)
  } catch {
    return undefined
  }
}
