/** An amount in fen, a hundredth of a yuan, as the decimal string of yuan: 1250000 is `12500.00`. */
export function moneyText(fen: number): string {
  return `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`
}

/** An amount as people would set it: of 123456 fen the leading digits, here `roundFen(123456, 5000)` is 125000. At least one step. */
export function roundFen(fen: number, step: number): number {
  return Math.max(step, Math.round(fen / step) * step)
}
