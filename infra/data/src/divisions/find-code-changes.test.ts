import { expect, test } from 'vitest'
import { findCodeChanges } from './find-code-changes.js'

const unit = (code: string, name: string) => ({ code, name })

test('a code that left the list leads to the only new unit of its name in its street, then its borough', () => {
  const before = [unit('310101002001', '甲居委会'), unit('310101002002', '乙居委会'), unit('310101002003', '丙居委会')]
  const after = [
    unit('310101002003', '丙居委会'),
    unit('310101002011', '甲居委会'),
    unit('310101003011', '甲居委会'),
    unit('310101003012', '乙居委会'),
  ]
  expect(findCodeChanges(before, after, [], 'nbs-2024')).toEqual([
    { from: '310101002001', to: '310101002011', list: 'nbs-2024' },
    { from: '310101002002', to: '310101003012', list: 'nbs-2024' },
  ])
})

test('a name that is there twice is not guessed at, and units of another level or borough are no successors', () => {
  const before = [unit('310101002001', '甲居委会'), unit('310104002000', '乙')]
  const after = [
    unit('310101003001', '甲居委会'),
    unit('310101004001', '甲居委会'),
    unit('310104003001', '乙'),
    unit('310105003000', '乙'),
  ]
  expect(findCodeChanges(before, after, [], 'nbs-2024')).toEqual([
    { from: '310101002001', to: null, list: 'nbs-2024' },
    { from: '310104002000', to: null, list: 'nbs-2024' },
  ])
})

test('what a code list declares goes before what names suggest', () => {
  const before = [unit('310101002001', '甲居委会')]
  const after = [unit('310101002002', '甲居委会'), unit('310101002003', '乙居委会')]
  const declared = { from: '310101002001', to: '310101002003', list: 'nbs-2023' }
  expect(findCodeChanges(before, after, [declared], 'nbs-2024')).toEqual([declared])
})

test('nothing changes between a list and itself', () => {
  const units = [unit('310101002001', '甲居委会')]
  expect(findCodeChanges(units, units, [], 'nbs-2024')).toEqual([])
})
