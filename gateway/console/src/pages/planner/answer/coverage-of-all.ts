import type { FigureCoverage } from '../../../figures/figure-cell'

/** The coverage of several periods together: their reports are added. Undefined of none. */
export function coverageOfAll(coverages: readonly FigureCoverage[]): FigureCoverage | undefined {
  return coverages.reduce<FigureCoverage | undefined>(
    (sum, next) => (sum === undefined ? next : add(sum, next)),
    undefined,
  )
}

function add(one: FigureCoverage, other: FigureCoverage): FigureCoverage {
  const both = (first: number | null, second: number | null) =>
    first === null || second === null ? null : first + second
  return {
    expected: one.expected + other.expected,
    reported: one.reported + other.reported,
    withheld: one.withheld + other.withheld,
    missing: one.missing + other.missing,
    residents: both(one.residents, other.residents),
    residentsReported: both(one.residentsReported, other.residentsReported),
    asOf: (one.asOf ?? '') > (other.asOf ?? '') ? one.asOf : other.asOf,
  }
}
