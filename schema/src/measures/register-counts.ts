/** What the tiers above count from their own registers: residents and budgets the borough, designations and returns the city. */
export const registerCounts = {
  residents: 'Resident population: of a borough by the census of 2020, of a community estimated from it.',
  olderResidents: 'Residents of 60 and over, estimated with their share in the city by the census.',
  budget: 'What the borough allocated to the community for learning in the year.',
  guidanceIssued:
    'Guidance the borough issued to the community in the period: one piece to ten communities counts ten.',
  communities: 'Communities on the register.',
  designated: 'Communities that hold a national or provincial title on the last day of the period.',
  returnsExpected: 'Reports of figures that are due for the period: one of each community.',
  returnsReceived: 'Reports of figures for the period that arrived.',
} as const

export type RegisterCountName = keyof typeof registerCounts
