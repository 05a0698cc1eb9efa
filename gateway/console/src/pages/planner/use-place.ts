import { type PlannerPlaceQuery, plannerPlace } from '../../generated/pages/planner/planner-place'
import { useAnswer } from '../../graph/use-answer'
import { boroughOf, levelOf, streetOf } from './question/division-levels'

/** A division with its name. */
export interface Named {
  readonly code: string
  readonly name: string
}

/** Where a question is asked: the divisions from the city down to it, and what lies beside and below. */
export interface Place {
  readonly boroughs: readonly Named[]
  /** The streets of the borough that it is in; none in the whole city. */
  readonly streets: readonly Named[]
  /** From the city to the division itself. */
  readonly path: readonly Named[]
}

/** The names around a division. What has not come, or does not come, is named by its code. */
export function usePlace(city: Named, within: string): Place {
  const variables = { city: city.code, borough: boroughOf(within), community: within }
  const data = useAnswer(plannerPlace, variables, { keepPrevious: true }).data?.data
  const boroughs = (data?.city?.boroughs ?? []).filter((borough) => borough !== null)
  const streets =
    data?.borough?.code === boroughOf(within) ? data.borough.streets.filter((street) => street !== null) : []
  return { boroughs, streets, path: pathTo(within, city, boroughs, streets, data?.community ?? null) }
}

function pathTo(
  within: string,
  city: Named,
  boroughs: readonly Named[],
  streets: readonly Named[],
  community: PlannerPlaceQuery['community'],
): readonly Named[] {
  const named = (code: string, known: readonly Named[]) =>
    known.find((other) => other.code === code) ?? { code, name: code }
  const level = levelOf(within, city.code)
  if (level === 'city') return [city]
  const borough = named(boroughOf(within), boroughs)
  if (level === 'borough') return [city, borough]
  const street = named(streetOf(within), streets)
  return level === 'street'
    ? [city, borough, street]
    : [city, borough, street, named(within, community ? [community] : [])]
}
