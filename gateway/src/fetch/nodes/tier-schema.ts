import { type DocumentNode, type GraphQLSchema, buildASTSchema } from 'graphql'

/** The schema of a tier's SDL, whose federation directives nobody needs to know to read it. */
export function tierSchema(document: DocumentNode): GraphQLSchema {
  return buildASTSchema(document, { assumeValid: true, assumeValidSDL: true })
}
