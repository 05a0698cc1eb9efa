import { type DocumentNode, type GraphQLSchema, TypeInfo, isAbstractType, visit, visitWithTypeInfo } from 'graphql'
import type { HubError } from '@shequ/schema/errors/hub-error'
import type { Viewer } from '@shequ/schema/viewer'
import type { Guard } from './guard.js'
import { type Rule, type Rules, isMet, refusalOf } from '@shequ/schema/access/rule'

/** What one viewer may not see of a graph. */
export interface Refusals {
  /** Tells viewers apart who are answered differently, for one document. */
  readonly key: string
  /** The error of an object of this type; undefined where it may be seen. */
  ofType(type: string): HubError | undefined
  /** The error of a field of this type; of an abstract type, where it may not be seen of all objects. */
  ofField(type: string, field: string): HubError | undefined
  /** The types of objects of which a field of an abstract type may be asked. */
  typesToAsk(parent: string, field: string): readonly string[]
}

/** Finds what a viewer may not see of a document; undefined where it may see all. */
export type FindRefusals = (document: DocumentNode, viewer: Viewer) => Refusals | undefined

/** Finds out what viewers may not see of a graph. A document is walked once for the rules that it comes to. */
export function createFindRefusals(guard: Guard, api: GraphQLSchema): FindRefusals {
  if (guard.isOpen) return () => undefined
  const known = new WeakMap<DocumentNode, readonly (readonly [name: string, rule: Rule])[]>()
  return (document, viewer) => {
    let rules = known.get(document)
    if (rules === undefined) {
      rules = [...rulesOf(document, guard, api)].toSorted(([one], [other]) => (one < other ? -1 : 1))
      known.set(document, rules)
    }
    if (rules.every(([, rule]) => isMet(rule, viewer))) return undefined
    const unmet = rules.map(([, rule]) => (isMet(rule, viewer) ? '+' : '-')).join('')
    return refusalsOf(guard, api, viewer, `${viewer.role} ${unmet}`)
  }
}

/** The rules of all that a document may come to, whatever the types of the objects are, each once by its text. */
function rulesOf(document: DocumentNode, guard: Guard, api: GraphQLSchema): ReadonlyMap<string, Rule> {
  const found = new Map<string, Rule>()
  const looked = new Set<string>()
  const add = (rules: Rules) => {
    for (const rule of rules) found.set(JSON.stringify(rule), rule)
  }
  const look = (type: string, field: string) => {
    if (looked.has(`${type}.${field}`)) return
    looked.add(`${type}.${field}`)
    add(guard.ofType(type))
    add(guard.ofField(type, field))
  }
  const types = new TypeInfo(api)
  const visitor = visitWithTypeInfo(types, {
    Field({ name: { value } }) {
      const parent = types.getParentType()
      if (!parent) return
      look(parent.name, value)
      if (isAbstractType(parent)) for (const { name } of api.getPossibleTypes(parent)) look(name, value)
    },
  })
  visit(document, visitor)
  return found
}

function refusalsOf(guard: Guard, api: GraphQLSchema, viewer: Viewer, key: string): Refusals {
  const unmet = (rules: Rules) => rules.find((rule) => !isMet(rule, viewer))
  const unmetOf = (type: string, field: string) => unmet(guard.ofType(type)) ?? unmet(guard.ofField(type, field))
  const error = (rule: Rule | undefined, coordinate: string) => rule && refusalOf(rule, coordinate, viewer)
  const objectsOf = (type: string): readonly string[] => {
    const known = api.getType(type)
    return isAbstractType(known) ? api.getPossibleTypes(known).map(({ name }) => name) : []
  }
  return {
    key,
    ofType: (type) => error(unmet(guard.ofType(type)), type),
    ofField(type, field) {
      const rule = [type, ...objectsOf(type)].map((name) => unmetOf(name, field)).find((found) => found !== undefined)
      return error(rule, `${type}.${field}`)
    },
    typesToAsk: (parent, field) => objectsOf(parent).filter((name) => unmetOf(name, field) === undefined),
  }
}
