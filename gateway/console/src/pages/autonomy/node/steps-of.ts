/** A step of a move, with the command that does it where it is done on a machine. */
export interface Step {
  readonly key:
    | 'stepKey'
    | 'stepInvite'
    | 'stepConsent'
    | 'stepJoin'
    | 'stepMoves'
    | 'stepHere'
    | 'stepConsentBack'
    | 'stepLeave'
    | 'stepHosted'
  readonly command?: string
  readonly state: 'done' | 'now' | 'later'
}

interface Consent {
  readonly direction: 'TO_OWN_NODE' | 'TO_HOSTED'
  readonly withdrawnAt: string | null
}

/** The steps of the move that a community may begin or has begun, as far as the register and its consents tell. */
export function stepsOf(community: string, status: string, consents: readonly Consent[]): readonly Step[] {
  const holds = (direction: Consent['direction']) =>
    consents.some((consent) => consent.direction === direction && consent.withdrawnAt === null)
  if (status === 'ACTIVE' || status === 'LEAVING') {
    const at = status === 'LEAVING' ? 2 : holds('TO_HOSTED') ? 1 : 0
    return withStates(
      [
        { key: 'stepConsentBack' },
        { key: 'stepLeave', command: 'npx hub node leave' },
        { key: 'stepMoves' },
        { key: 'stepHosted' },
      ],
      at,
    )
  }
  const hasConsent = holds('TO_OWN_NODE')
  const at = status === 'JOINING' ? (hasConsent ? 4 : 2) : hasConsent ? 3 : 0
  return withStates(
    [
      { key: 'stepKey', command: `npx hub node init --community ${community} --hub ADDRESS` },
      { key: 'stepInvite' },
      { key: 'stepConsent' },
      { key: 'stepJoin', command: 'npx hub node join --invitation TOKEN' },
      { key: 'stepMoves' },
      { key: 'stepHere' },
    ],
    at,
  )
}

function withStates(steps: readonly Omit<Step, 'state'>[], at: number): readonly Step[] {
  return steps.map((step, place) => ({ ...step, state: place < at ? 'done' : place === at ? 'now' : 'later' }))
}
