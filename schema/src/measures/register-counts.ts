/** What the tiers above count from their own registers: residents and budgets the borough, designations and returns the city. */
export const registerCounts = {
  residents: 'Residents by the register: census by borough, estimated by community.',
  olderResidents: "Residents of 60 and over, estimated from the census's share in the city.",
  budget: 'Learning budget the borough allocated for the year, in fen.',
  guidanceIssued: 'Guidance the borough issued to the community in the period.',
  communities: 'Communities of the register.',
  designated: 'Communities that hold a pilot designation on the last day of the period.',
  returnsExpected: 'Returns expected for the period: one of each community.',
  returnsReceived: 'Returns received for the period.',
} as const

export type RegisterCountName = keyof typeof registerCounts
