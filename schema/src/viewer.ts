/** The roles a token can carry. A caller without a token is `anonymous`. */
export const roles = [
  'planner',
  'city-office',
  'borough-office',
  'community-office',
  'district-app',
  'ngo',
  'operator',
] as const

export type Role = (typeof roles)[number]

/**
 * Who asks. Travels from the gateway to every subgraph: in process as this value, over HTTP as a signed short-lived
 * token that holds the same fields.
 */
export interface Viewer {
  /** The token's subject: an office, an app or an organisation, never a resident. */
  readonly subject: string
  readonly role: Role | 'anonymous' | 'gateway'
  /** The 12-digit code of the division the viewer acts for; null for one that acts for none. */
  readonly division: string | null
  /** The unified social credit code of the viewer's organisation; null where there is none. */
  readonly organisation: string | null
  /** What the token's issuer adds in its claim `scopes`. The hub passes it on and decides nothing by it. */
  readonly scopes: readonly string[]
  /**
   * Whether the token was given to the hub's console, to which a person signed in. A program's token does not say so, and neither does
   * one that a person let another app have.
   */
  readonly isAtConsole?: true
}

/** The viewer of a request that came without a token: reads what is public, writes nothing. */
export const anonymous: Viewer = Object.freeze({
  subject: 'anonymous',
  role: 'anonymous',
  division: null,
  organisation: null,
  scopes: Object.freeze([]),
})

/** A gateway that asks on its own behalf: reads the register of nodes, and reports how they fare. No client's token says so. */
export const gatewayViewer: Viewer = Object.freeze({
  subject: 'gateway',
  role: 'gateway',
  division: null,
  organisation: null,
  scopes: Object.freeze([]),
})
