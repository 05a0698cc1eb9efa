import type { Random } from '@shequ/schema/random/random'

const HEX: readonly string[] = Array.from({ length: 0x10000 }, (_, value) => value.toString(16).padStart(4, '0'))

/** A UUID of version 4 and variant 1, drawn from the stream. */
export function drawUuid(random: Random): string {
  const [a, b, c, d] = [random.bits(), random.bits(), random.bits(), random.bits()]
  const head = `${high(a)}${low(a)}-${high(b)}-${hex((b & 0x0fff) | 0x4000)}`
  return `${head}-${hex(((c >>> 16) & 0x3fff) | 0x8000)}-${low(c)}${high(d)}${low(d)}`
}

function high(bits: number): string {
  return hex(bits >>> 16)
}

function low(bits: number): string {
  return hex(bits & 0xffff)
}

function hex(value: number): string {
  return HEX[value] ?? ''
}
