import { HubError } from '@shequ/schema/errors/hub-error'
import { requireRecurrence } from '@shequ/subgraph/records/recurrence'
import { longText, requireText, shortText } from '@shequ/subgraph/records/text'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import type { OpenServiceInput } from '../generated/resolver-types.js'
import { makeBoroughOnce } from './make-borough-once.js'
import { lockServiceCentre } from './lock-service-centre.js'
import { requireDivisions } from './require-divisions.js'
import { requireAges } from './service-ages.js'
import type { Writing } from './writing.js'

/** Opens a service at a centre and gives its id. */
export async function openService({ database }: Writing, input: OpenServiceInput): Promise<string> {
  const { borough } = input
  const fields = {
    name: requireText('name', input.name, shortText),
    description: requireText('description', input.description, longText),
    ...requireAges({ minimumAge: input.minimumAge ?? null, maximumAge: input.maximumAge ?? null }),
    schedule: requireRecurrence('schedule', input.schedule),
    audience: [...new Set(input.audience)],
  }
  return database.write((transaction) =>
    makeBoroughOnce(transaction, 'openService', input, async (id) => {
      const serviceCentreId = await lockServiceCentre(transaction.sql, borough, input.serviceCentre)
      const serviceArea = await requireServiceArea(transaction.sql, borough, input.serviceArea ?? [borough])
      await transaction.service.create({
        data: { boroughCode: borough, id, serviceCentreId, ...fields, serviceArea },
      })
    }),
  )
}

/** The whole borough, or some of its streets, each once. */
async function requireServiceArea(sql: TransactionSql, borough: string, area: readonly string[]): Promise<string[]> {
  const codes = [...new Set(area)].sort()
  if (codes.length === 0) {
    throw new HubError(
      'BAD_USER_INPUT',
      {
        en: 'Expected `serviceArea` to name at least one street, but got none. Leave it out for the whole borough.',
        zh: '`serviceArea` 应至少列出一个街道，而收到的为空。面向全区时请不给出。',
      },
      { argument: 'serviceArea' },
    )
  }
  if (codes.length > 1 || codes[0] !== borough) {
    await requireDivisions(sql, { argument: 'serviceArea', level: 'street', borough, codes })
  }
  return codes
}
