import { type GraphQLSchema, buildASTSchema } from 'graphql'
import { apiSchema } from './prepare/api-schema.js'
import { parseSupergraph } from './check-supergraph.js'
import { readSupergraphFrom } from './read-supergraph.js'
import { readLinks } from './supergraph-text/links.js'
import { asUnusable } from './supergraph-text/unusable-supergraph.js'

/**
 * The schema that clients are shown, of a supergraph or of the schema itself.
 *
 * @param source a file or an http(s) address, or the SDL
 * @throws {UnusableSupergraph} for what is neither.
 */
export async function shownSchema(source: string | { readonly sdl: string }): Promise<GraphQLSchema> {
  const document = parseSupergraph(typeof source === 'string' ? await readSupergraphFrom(source) : source.sdl)
  try {
    return readLinks(document).links.some(({ spec }) => spec === 'join')
      ? apiSchema(document)
      : buildASTSchema(document)
  } catch (error) {
    throw asUnusable(error)
  }
}
