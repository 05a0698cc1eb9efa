import { HubError } from '@shequ/schema/errors/hub-error'
import { type DocumentNode, Kind, type SelectionSetNode, type ValidationRule, visit } from 'graphql'

/** How many pairs of fields that have one name in the answer a document may write: 60 times the same field, or 15 fields 16 times. */
const mostPairs = 1_800

/**
 * The rule of validation that a document does not write the same fields again and again. GraphQL compares each of them with each other, and
 * with all that is in them. So a document that breaks this rule is looked at no further: an empty one stands in its place for the other rules.
 */
export const refuseRepeatedFields: ValidationRule = (context) => ({
  Document(document) {
    const requested = pairsIn(document)
    if (requested <= mostPairs) return undefined
    context.reportError(repeatedTooOften(requested))
    return { ...document, definitions: [] }
  },
})

function repeatedTooOften(requested: number): HubError {
  return new HubError(
    'GRAPHQL_VALIDATION_FAILED',
    {
      en: `Expected a document of at most ${mostPairs} pairs of fields that have one name in the answer, since they are compared each with each, but got ${requested}. Ask for each field once.`,
      zh: `文档中在结果里同名的字段须两两比较，至多可有 ${mostPairs} 对，而收到 ${requested} 对。每个字段请只写一次。`,
    },
    { limit: mostPairs, requested },
  )
}

function pairsIn(document: DocumentNode): number {
  let pairs = 0
  visit(document, {
    SelectionSet(selectionSet, _key, parent) {
      const isLaidIn = parent !== undefined && 'kind' in parent && parent.kind === Kind.INLINE_FRAGMENT
      if (!isLaidIn) pairs += pairsAmong(namesIn(selectionSet))
    },
  })
  return pairs
}

function pairsAmong(names: readonly string[]): number {
  const seen = new Map<string, number>()
  let pairs = 0
  for (const name of names) {
    const before = seen.get(name) ?? 0
    pairs += before
    seen.set(name, before + 1)
  }
  return pairs
}

/** The names that a selection's fields have in the answer, those of its inline fragments among them. */
function namesIn({ selections }: SelectionSetNode): string[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [(selection.alias ?? selection.name).value]
    return selection.kind === Kind.INLINE_FRAGMENT ? namesIn(selection.selectionSet) : []
  })
}
