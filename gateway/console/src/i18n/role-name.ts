import { useTerms } from './term-of'

/** The name of a role as tokens have it: `city-office`. */
export function useRoleName(): (role: string) => string {
  const term = useTerms()
  return (role) => term('ViewerRole', role.toUpperCase().replaceAll('-', '_'))
}
