import { expect, test } from 'vitest'
import { openGate } from './gate.js'

test('a gate opens when all have arrived, and stays open', async () => {
  const gate = openGate(2)
  let passed = 0
  const first = gate.arrive().then(() => (passed += 1))
  await new Promise((resolve) => setImmediate(resolve))
  expect(passed).toBe(0)
  await Promise.all([first, gate.arrive()])
  expect(passed).toBe(1)
  gate.shut(new Error('too late'))
  await gate.arrive()
})

test('who waits at a gate, and who comes later, hears why it was shut', async () => {
  const gate = openGate(2)
  const first = gate.arrive()
  gate.shut(new Error('The port is taken.'))
  await expect(first).rejects.toThrow('The port is taken.')
  await expect(gate.arrive()).rejects.toThrow('The port is taken.')
})
