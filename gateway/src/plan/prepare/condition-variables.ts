import { HubError } from '@shequ/schema/errors/hub-error'
import { type DirectiveNode, type DocumentNode, visit } from 'graphql'

const namesIn = new WeakMap<DocumentNode, readonly string[]>()

/**
 * What the variables of `@skip` and `@include` in a document come to, as a text that tells apart what is answered.
 *
 * @throws {HubError} BAD_USER_INPUT for one that is null in spite of its default.
 */
export function conditionsOf(document: DocumentNode, variables: Readonly<Record<string, unknown>>): string {
  const names = namesIn.get(document) ?? conditionVariables(document)
  namesIn.set(document, names)
  for (const name of names) {
    if (variables[name] !== null) continue
    throw new HubError('BAD_USER_INPUT', `Expected \`$${name}\` to be true or false for its condition, but got null.`)
  }
  return names.map((name) => (variables[name] === true ? 1 : 0)).join('')
}

/** The names of the variables that decide, in `@skip` and `@include`, what is answered. */
function conditionVariables(document: DocumentNode): readonly string[] {
  const names = new Set<string>()
  const look = (directive: DirectiveNode) => {
    if (directive.name.value !== 'skip' && directive.name.value !== 'include') return
    visit(directive, { Variable: ({ name }) => void names.add(name.value) })
  }
  visit(document, { Directive: look })
  return [...names]
}
