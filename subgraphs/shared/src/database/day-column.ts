/** A calendar day as Prisma takes it for a column that holds days. */
export function toDayColumn(day: string): Date {
  return new Date(`${day}T00:00:00Z`)
}
