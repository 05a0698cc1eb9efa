import type { MeasureDefinition } from './measure-definition.js'

/** What all of them have in common: a count as it is, compared with nothing. */
const number = {
  denominator: null,
  scale: 1,
  unit: 'number',
  threshold: null,
  source: 'This hub, from the records of communities',
} as const

/** Measures that are counts of what is there or was offered, by which one finds where there is nothing. */
export const countMeasures = {
  PROGRAMMES: {
    ...number,
    meaning: 'Programmes of which at least one session was held in the period.',
    numerator: [['programmes', 1]],
    note: 'A course that runs through two periods counts in both, so that periods do not add up.',
  },
  SESSIONS: {
    ...number,
    meaning: 'Sessions that were held in the period.',
    numerator: [['sessions', 1]],
    note: 'Cancelled sessions do not count. A zero says that nothing was held.',
  },
  PLACES: {
    ...number,
    meaning: 'Places of the programmes of which at least one session was held in the period.',
    numerator: [['places', 1]],
    note: 'The most that could take part, not who did. A programme that runs through two periods counts in both.',
  },
  CENTRES: {
    ...number,
    meaning: 'Learning centres that are open on the last day of the period.',
    numerator: [['centres', 1]],
    note: 'Of a day, so that periods do not add up.',
  },
  NEEDS: {
    ...number,
    meaning: 'Needs that residents told the community in the period.',
    numerator: [['needs', 1]],
    note: 'Counts needs, not residents: who tells two counts twice. Complaints and suggestions are not in it.',
  },
  PROPOSALS: {
    ...number,
    meaning: 'Proposals that were put to the vote of the residents in the period.',
    numerator: [['proposals', 1]],
    note: 'A proposal counts in the period in which its vote began, whatever was decided.',
  },
} as const satisfies Record<string, MeasureDefinition>
