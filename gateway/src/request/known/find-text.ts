import { createHash } from 'node:crypto'
import { HubError } from '@shequ/schema/errors/hub-error'
import { isRecord } from '../../document/is-record.js'
import type { KnownOperations } from './known-operations.js'
import type { SentTexts } from './sent-texts.js'

/** How a request names its operation: by its text, by an id, or by both. */
export interface NamedOperation {
  readonly query?: unknown
  /** As the GraphQL over HTTP specification proposes it. */
  readonly documentId?: unknown
  /** As Relay sends it. */
  readonly doc_id?: unknown
  /** With `persistedQuery`, as Apollo's clients send it. */
  readonly extensions?: unknown
}

/** Finds the text of a request's operation; undefined for a request that names none. */
export type FindText = (named: NamedOperation, client: string) => Promise<string | undefined>

/**
 * Finds the texts of operations that requests name by ids: those that clients registered, and those that they sent once with their hashes
 * (automatic persisted queries).
 *
 * @throws {HubError} PERSISTED_QUERY_NOT_FOUND for an id that nobody knows, upon which Apollo's clients send the text; OPERATION_NOT_LISTED
 * for a client that may ask nothing but what it registered; BAD_REQUEST for a hash that is not its text's.
 */
export function createFindText(known: KnownOperations, sent: SentTexts): FindText {
  return async (named, client) => {
    const text = await textOf(named, client)
    if (text === undefined || known.mayAsk(client, text)) return text
    throw new HubError('OPERATION_NOT_LISTED', {
      en: `Expected an operation that ${client} has registered, but got another. Register it, or ask as a client that may ask anything.`,
      zh: `应为 ${client} 已登记的操作，而收到的不是。请先登记，或以不受此限的调用方查询。`,
    })
  }

  async function textOf(
    { query, documentId, doc_id, extensions }: NamedOperation,
    client: string,
  ): Promise<string | undefined> {
    const id = documentId ?? doc_id
    const hash = hashOf(extensions)
    const text = typeof query === 'string' && query !== '' ? query : undefined
    if (text !== undefined) {
      if (hash !== undefined) await keep(hash, text)
      return text
    }
    if (typeof id === 'string')
      return found(known.textOf(client, id) ?? known.textOf(client, id.replace(/^sha256:/, '')))
    return hash === undefined ? undefined : found(known.textOf(client, hash) ?? (await sent.get(hash)))
  }

  async function keep(hash: string, text: string): Promise<void> {
    if (createHash('sha256').update(text).digest('hex') !== hash) {
      throw new HubError(
        'BAD_REQUEST',
        'Expected `sha256Hash` to be the SHA-256 of the query in hexadecimal digits, but it is not.',
      )
    }
    await sent.keep(hash, text)
  }
}

function found(text: string | undefined): string {
  if (text !== undefined) return text
  // Clients know it by this text, too.
  throw new HubError('PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound')
}

function hashOf(extensions: unknown): string | undefined {
  const persisted = isRecord(extensions) ? extensions['persistedQuery'] : undefined
  const hash = isRecord(persisted) && persisted['version'] === 1 ? persisted['sha256Hash'] : undefined
  return typeof hash === 'string' ? hash : undefined
}
