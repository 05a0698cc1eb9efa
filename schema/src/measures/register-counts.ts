/** What the tiers above count from their own registers: residents and budgets the borough, designations and returns the city. */
export const registerCounts = {
  residents:
    'Residents on the register: of a borough as the census counted them, of a community as estimated from that.',
  olderResidents: "Residents of 60 and over, estimated from the census's share in the city.",
  budget: 'Learning budget the borough allocated for the year, in fen: hundredths of a yuan.',
  guidanceIssued: 'Guidance the borough issued to the community in the period.',
  communities: 'Communities on the register.',
  designated: 'Communities that hold a pilot designation on the last day of the period.',
  returnsExpected: 'Reports of figures that are due for the period: one of each community.',
  returnsReceived: 'Reports of figures for the period that arrived.',
} as const

export type RegisterCountName = keyof typeof registerCounts
