import { divisionName } from '../generated/names/division-name'
import { organisationName } from '../generated/names/organisation-name'
import { useAnswer } from '../graph/use-answer'

/** The name of a city, borough or community; its code until the hub has said the name. */
export function useDivisionName(code: string | null): string | null {
  const asked = useAnswer(divisionName, { code: code ?? '' }, { enabled: code !== null })
  const { city, borough, community } = asked.data?.data ?? {}
  return community?.name ?? borough?.name ?? city?.name ?? code
}

/** The name of an organisation of the register; its credit code until the hub has said the name. */
export function useOrganisationName(code: string | null): string | null {
  const asked = useAnswer(organisationName, { code: code ?? '' }, { enabled: code !== null })
  return asked.data?.data.organisation?.name ?? code
}
