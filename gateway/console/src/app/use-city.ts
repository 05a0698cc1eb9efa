import { cityOf } from '@shequ/schema/codes/division-code'
import { useSearch } from '@tanstack/react-router'
import { type CitiesQuery, cities } from '../generated/app/cities'
import { type Asked, useAnswer } from '../graph/use-answer'

/** A city of this hub. */
export type City = CitiesQuery['cities'][number]

/** The cities of this hub. */
export function useCities(): Asked<CitiesQuery> {
  return useAnswer(cities, {})
}

/**
 * The city that the pages are about: the one of the area that the address asks about, or that it names, else the first. Undefined until the
 * hub has answered.
 */
export function useCity(): City | undefined {
  const { city: named, within } = useSearch({ strict: false })
  const city = typeof within === 'string' ? cityOf(within) : named
  const known = useCities().data?.data.cities ?? []
  return known.find(({ code }) => code === city) ?? known[0]
}
