import type { ApolloServerOptionsWithGateway } from '@apollo/server'
import { sizedCache } from '@shequ/process/sized-cache'
import type { DocumentNode } from 'graphql'
import type { RequestContext } from '../fetch/request-context.js'

type DocumentStore = NonNullable<Exclude<ApolloServerOptionsWithGateway<RequestContext>['documentStore'], null>>

/** The bytes of memory for documents that were parsed. */
export const documentBytes = 32 * 1024 ** 2

/** Bytes of memory that a parsed document takes for each of its characters, with its tokens; measured. */
const bytesACharacter = 60

/** Documents that are kept, and about how many bytes of memory they take. */
export type KeptDocuments = DocumentStore & { readonly bytes: () => number }

/** Keeps documents that were parsed and found valid, up to so many bytes of memory. */
export function createDocumentStore(mostBytes: number): KeptDocuments {
  const documents = sizedCache<DocumentNode>(mostBytes, ({ loc }) => bytesACharacter * (loc?.end ?? 0))
  return {
    get: async (key) => documents.get(key),
    async set(key, document) {
      documents.set(key, document)
    },
    delete: async (key) => documents.delete(key),
    bytes: () => documents.calculatedSize,
  }
}
