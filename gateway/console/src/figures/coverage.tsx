import { useDescribeCoverage } from './describe-coverage'
import type { FigureCoverage } from './figure-cell'
import './figures.css'

/** Of whose returns a figure is made, and how old they are. */
export function Coverage({ of }: { readonly of: FigureCoverage }) {
  const describe = useDescribeCoverage()
  return <small className="coverage">{describe(of)}</small>
}
