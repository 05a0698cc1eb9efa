import { UnacceptableToken } from '@shequ/process/keys/token-fault'
import { isWithin } from '@shequ/schema/codes/division-code'
import type { Viewer } from '@shequ/schema/viewer'
import { viewerFault } from '@shequ/schema/viewer-fault'
import type { IssuerSettings } from './read-issuers.js'

type Claims = Readonly<Record<string, unknown>>
type Place = string | readonly string[]

/** How a value is told: by a claim, maybe translated by a table, or once for all tokens. */
type Told<Value extends string> =
  { readonly claim: Place; readonly values?: Readonly<Record<string, Value>> | undefined } | { readonly value: Value }

/**
 * Reads who asks from the claims of a verified token, by the table of its issuer. What the table does not name is not given.
 *
 * @throws {UnacceptableToken} when the claims name no viewer, or one outside of what the issuer may speak for.
 */
export function viewerOfClaims(claims: Claims, settings: IssuerSettings): Viewer {
  const subject = textsAt(claims, settings.subject)
  if (subject.length !== 1 || subject[0] === undefined) throw new UnacceptableToken('its subject is missing')
  const role = one('role', claims, settings.role)
  if (role === null) throw new UnacceptableToken('its claims name no role that its issuer may give')
  const viewer: Viewer = Object.freeze({
    subject: subject[0],
    role,
    division: settings.division ? one('division', claims, settings.division) : null,
    organisation: settings.organisation ? one('organisation', claims, settings.organisation) : null,
    scopes: Object.freeze(settings.scopes ? scopesOf(claims, settings.scopes) : []),
    ...(isOfConsole(claims, settings) && { isAtConsole: true as const }),
  })
  const fault = viewerFault(viewer)
  if (fault !== undefined) throw new UnacceptableToken(fault)
  const { within } = settings
  if (within !== undefined && (viewer.division === null || !isWithin(viewer.division, within)))
    throw new UnacceptableToken(`its division is not within ${within}, for which its issuer speaks`)
  return viewer
}

function isOfConsole(claims: Claims, { console }: IssuerSettings): boolean {
  const clients = console ? textsAt(claims, console.claim) : []
  return clients.length === 1 && clients[0] === console?.value
}

function one<Value extends string>(what: string, claims: Claims, told: Told<Value>): Value | null {
  if ('value' in told) return told.value
  const values = translated(claims, told)
  if (values.length > 1) throw new UnacceptableToken(`its claims name more than one ${what}`)
  return values[0] ?? null
}

/** What the table makes of the claim's values, each once; without a table, the values themselves. */
function translated<Value extends string>(
  claims: Claims,
  { claim, values }: { readonly claim: Place; readonly values?: Readonly<Record<string, Value>> | undefined },
): Value[] {
  const told = textsAt(claims, claim)
  if (values === undefined) return [...new Set(told)] as Value[]
  return [...new Set(told.flatMap((text) => (Object.hasOwn(values, text) ? [values[text] as Value] : [])))]
}

/** Scopes are divided by blanks (RFC 6749, 3.3), or are a list. */
function scopesOf(claims: Claims, told: NonNullable<IssuerSettings['scopes']>): string[] {
  const { claim, values } = told
  const scopes = [...new Set(textsAt(claims, claim).flatMap((text) => text.split(' ').filter((scope) => scope !== '')))]
  return values === undefined
    ? scopes
    : scopes.flatMap((scope) => (Object.hasOwn(values, scope) ? [values[scope] ?? ''] : []))
}

/** The text or the texts at a place of the claims; none when something else stands there, or nothing. */
function textsAt(claims: Claims, place: Place): readonly string[] {
  let value: unknown = claims
  for (const name of typeof place === 'string' ? [place] : place) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return []
    value = (value as Claims)[name]
  }
  if (typeof value === 'string') return value === '' ? [] : [value]
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string' && item !== '') : []
}
