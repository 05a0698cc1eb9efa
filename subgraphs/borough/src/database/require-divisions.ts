import { HubError } from '@shequ/schema/errors/hub-error'
import type { TransactionSql } from '@shequ/subgraph/writes/once'

/** Divisions that an argument names and that have to be a borough's. */
export interface DivisionsOfBorough {
  readonly argument: string
  readonly level: 'community' | 'street'
  readonly borough: string
  readonly codes: readonly string[]
}

/**
 * Lets a write pass only when all divisions are of the borough's register, in one statement.
 *
 * @throws {HubError} NOT_FOUND, naming those that are not.
 */
export async function requireDivisions(
  sql: TransactionSql,
  { argument, level, borough, codes }: DivisionsOfBorough,
): Promise<void> {
  const strangers = await sql<{ code: string }>(
    `select code from unnest($1::text[]) asked (code)
     where not exists (select from ${level} where ${level}.code = asked.code and borough_code = $2 and removed_at is null)
     order by code`,
    codes,
    borough,
  )
  if (strangers.length === 0) return
  const named = strangers.map(({ code }) => code)
  const [several, severalInChinese] = level === 'street' ? ['streets', '街道'] : ['communities', '社区']
  throw new HubError(
    'NOT_FOUND',
    {
      en: `Expected \`${argument}\` to name ${several} of the borough ${borough}, but these are not: ${summary(named)}.`,
      zh: `\`${argument}\` 应为区 ${borough} 的${severalInChinese}，而以下不是：${summary(named)}。`,
    },
    { argument, codes: named },
  )
}

function summary(codes: readonly string[]): string {
  const shown = codes.slice(0, 10).join(', ')
  return codes.length > 10 ? `${shown} and ${codes.length - 10} more` : shown
}
