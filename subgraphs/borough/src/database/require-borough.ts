import { HubError } from '@shequ/schema/errors/hub-error'
import type { Transaction } from './open-database.js'

/**
 * Lets a write pass only for a borough on this hub.
 *
 * @throws {HubError} NOT_FOUND for any other.
 */
export async function requireBorough(transaction: Transaction, code: string): Promise<void> {
  const borough = await transaction.borough.findFirst({ where: { code, removedAt: null }, select: { code: true } })
  if (borough) return
  throw new HubError(
    'NOT_FOUND',
    {
      en: `Expected \`borough\` to be a borough on this hub, but found no borough ${code}.`,
      zh: `\`borough\` 应为本平台上的区，而没有找到区 ${code}。`,
    },
    {
      argument: 'borough',
    },
  )
}
