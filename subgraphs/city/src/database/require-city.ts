import { HubError } from '@shequ/schema/errors/hub-error'
import type { Transaction } from './open-database.js'

/**
 * Lets a write pass only for a city on this hub.
 *
 * @throws {HubError} NOT_FOUND for any other.
 */
export async function requireCity(transaction: Transaction, code: string): Promise<void> {
  const city = await transaction.city.findFirst({ where: { code, removedAt: null }, select: { code: true } })
  if (city) return
  throw new HubError(
    'NOT_FOUND',
    {
      en: `Expected \`city\` to be a city on this hub, but found no city ${code}.`,
      zh: `\`city\` 应为本平台上的市，而没有找到市 ${code}。`,
    },
    {
      argument: 'city',
    },
  )
}
