import { HubError } from '../errors/hub-error.js'
import type { Viewer } from '../viewer.js'

/**
 * What a viewer needs for a field or a type, as a directive of the supergraph states it. Of `anyOf`, the viewer needs all names of one
 * list; where there is no list, nobody has what is needed.
 */
export type Rule =
  | { readonly kind: 'authenticated' }
  | { readonly kind: 'requiresScopes' | 'policy'; readonly anyOf: readonly (readonly string[])[] }

/** Rules of which each has to be met. */
export type Rules = readonly Rule[]

/** A policy of this beginning is met by the role that follows; any other by a scope of the token. */
const rolePrefix = 'role:'

/** Whether a viewer has what a rule asks for. */
export function isMet(rule: Rule, viewer: Viewer): boolean {
  if (rule.kind === 'authenticated') return viewer.role !== 'anonymous'
  const has = rule.kind === 'policy' ? meetsPolicy : hasScope
  return rule.anyOf.some((names) => names.every((name) => has(viewer, name)))
}

function hasScope({ scopes }: Viewer, name: string): boolean {
  return scopes.includes(name)
}

function meetsPolicy(viewer: Viewer, name: string): boolean {
  return isRole(name) ? viewer.role === roleOf(name) : hasScope(viewer, name)
}

/** The refusal of a field or a type, by its name in the schema: UNAUTHENTICATED without a token, FORBIDDEN with one. */
export function refusalOf(rule: Rule, coordinate: string, { role }: Viewer): HubError {
  const expected = `Expected ${describeRule(rule)} for ${coordinate}`
  const expectedInChinese = `${coordinate} 需要${describeInChinese(rule)}`
  return role === 'anonymous'
    ? new HubError('UNAUTHENTICATED', {
        en: `${expected}, but the request has none.`,
        zh: `${expectedInChinese}，而请求中没有令牌。`,
      })
    : new HubError('FORBIDDEN', {
        en: `${expected}, but the token is for the ${role}.`,
        zh: `${expectedInChinese}，而令牌属于 ${role}。`,
      })
}

/** What a rule asks for, in words: `a token of the role ngo, or with the scope read:voices`. */
export function describeRule(rule: Rule): string {
  if (rule.kind === 'authenticated') return 'a token'
  if (rule.anyOf.length === 0) return 'a token that nobody has'
  const names = rule.anyOf.map((list) => list[0] ?? '')
  if (rule.kind === 'policy' && rule.anyOf.every(({ length }) => length === 1) && names.every(isRole)) {
    return `a token of the role ${names.map(roleOf).join(' or ')}`
  }
  return `a token ${rule.anyOf.map((list) => inWords(rule.kind, list)).join(', or ')}`
}

function describeInChinese(rule: Rule): string {
  if (rule.kind === 'authenticated') return '令牌'
  if (rule.anyOf.length === 0) return '无人持有的令牌'
  const named = rule.anyOf.map((list) =>
    list
      .map((name) => (rule.kind === 'policy' && isRole(name) ? `角色 ${roleOf(name)}` : `权限范围 ${name}`))
      .join('并具有'),
  )
  return `具有${named.join('或')}的令牌`
}

function inWords(kind: Rule['kind'], names: readonly string[]): string {
  const words = names.map((name) =>
    kind === 'policy' && isRole(name) ? `of the role ${roleOf(name)}` : `with the scope ${name}`,
  )
  return words.length === 0 ? 'of any kind' : words.join(' and ')
}

function isRole(policy: string): boolean {
  return policy.startsWith(rolePrefix)
}

function roleOf(policy: string): string {
  return policy.slice(rolePrefix.length)
}
