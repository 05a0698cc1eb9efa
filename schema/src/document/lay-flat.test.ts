import { expect, test } from 'vitest'
import { type DefinitionNode, Kind, parse } from 'graphql'
import { fragmentsOf } from './fragments.js'
import { type Laying, layFlat } from './lay-flat.js'

const isOperation = (definition: DefinitionNode) => definition.kind === Kind.OPERATION_DEFINITION

/** The names of the fields of a document's operation, with its fragments laid in. */
function laid(text: string, how: Partial<Laying<string>> = {}): readonly string[] {
  const document = parse(text)
  const names: string[] = []
  const field = ({ name }: { readonly name: { readonly value: string } }, carried: string) =>
    names.push(carried + name.value)
  const operation = document.definitions.find(isOperation)
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('Expected an operation.')
  layFlat([[operation.selectionSet, '']], { fragments: fragmentsOf(document), field, ...how })
  return names
}

test('each fragment is laid in once, where it is spread first', () => {
  expect(laid('{ a ...F b ...F } fragment F on T { c ...G } fragment G on T { d ...F }')).toEqual(['a', 'c', 'd', 'b'])
  expect(laid('{ a ...Missing ... { b } }')).toEqual(['a', 'b'])
})

test('what is left out is not laid in, and a fragment that was left out may come later', () => {
  const carry: Laying<string>['carry'] = ({ directives = [] }, carried) => (directives.length > 0 ? undefined : carried)
  expect(laid('{ a @x ...F @x b ...F } fragment F on T { c }', { carry })).toEqual(['b', 'c'])
})

test('what goes with selections changes on the way into fragments', () => {
  const enter: Laying<string>['enter'] = (condition = '', carried) =>
    condition === 'Other' ? undefined : `${carried}${condition}.`
  expect(laid('{ a ... on T { b ... on U { c } } ... on Other { d } ... { e } }', { enter })).toEqual([
    'a',
    'T.b',
    'T.U.c',
    '.e',
  ])
})
