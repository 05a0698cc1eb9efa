import type { ClientRegister } from '@shequ/city/clients/client-register'
import { clientsOfOrganisations } from '@shequ/issuer/clients/clients-of-organisations'
import { openPool } from '@shequ/postgres/open-pool'

/** The clients of organisations, for a city tier that runs beside the issuer. */
export interface OpenClients {
  readonly register: ClientRegister
  close(): Promise<void>
}

/** Opens the register of clients on the issuer's database. */
export function openClients(databaseUrl: string): OpenClients {
  const pool = openPool(databaseUrl, { applicationName: 'shequ-clients' })
  return { register: clientsOfOrganisations(pool), close: () => pool.end() }
}
