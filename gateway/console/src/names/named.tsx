import { useDivisionName, useOrganisationName } from './use-names'

interface NamedProps {
  readonly division: string | null
  readonly organisation: string | null
}

/** An organisation by its name, else a division by its. */
export function Named({ division, organisation }: NamedProps) {
  const ofDivision = useDivisionName(organisation === null ? division : null)
  const ofOrganisation = useOrganisationName(organisation)
  return (
    <span className="named" title={organisation ?? division ?? ''}>
      {ofOrganisation ?? ofDivision}
    </span>
  )
}
