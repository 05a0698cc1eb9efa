import { describe, expect, test } from 'vitest'
import { requireRecurrence } from './recurrence.js'

describe('a recurrence rule', () => {
  test.each([
    'FREQ=DAILY',
    'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYHOUR=9,14;BYMINUTE=0',
    'FREQ=MONTHLY;BYDAY=2SA,-1SU',
    'FREQ=YEARLY;INTERVAL=2;BYMONTH=1;BYDAY=SU;BYHOUR=8,9;BYMINUTE=30',
    'FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO',
    'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
    'BYDAY=TU;FREQ=WEEKLY;UNTIL=20261224T000000Z;WKST=SU',
    'FREQ=DAILY;COUNT=10',
  ])('may be %s', (rule) => expect(requireRecurrence('schedule', rule)).toBe(rule))

  test('is kept in capitals and without spaces around it', () =>
    expect(requireRecurrence('schedule', ' freq=weekly;byday=mo ')).toBe('FREQ=WEEKLY;BYDAY=MO'))

  test.each([
    ['', 'the part ""'],
    ['every Monday', 'the part "EVERY MONDAY"'],
    ['RRULE:FREQ=DAILY', 'the part "RRULE:FREQ=DAILY"'],
    ['BYDAY=MO', 'no FREQ'],
    ['FREQ=OFTEN', '"OFTEN" for FREQ'],
    ['FREQ=WEEKLY;', 'the part ""'],
    ['FREQ=WEEKLY;FREQ=DAILY', 'FREQ twice'],
    ['FREQ=WEEKLY;BYDAY=MONDAY', '"MONDAY" for BYDAY'],
    ['FREQ=WEEKLY;BYDAY=1MO', 'numbered days in BYDAY with WEEKLY'],
    ['FREQ=YEARLY;BYWEEKNO=3;BYDAY=1MO', 'numbered days in BYDAY with BYWEEKNO'],
    ['FREQ=WEEKLY;BYMONTHDAY=1', 'BYMONTHDAY with WEEKLY'],
    ['FREQ=MONTHLY;BYWEEKNO=1', 'BYWEEKNO with MONTHLY'],
    ['FREQ=MONTHLY;BYYEARDAY=1', 'BYYEARDAY with MONTHLY'],
    ['FREQ=MONTHLY;BYSETPOS=1', 'BYSETPOS without another'],
    ['FREQ=DAILY;COUNT=3;UNTIL=20260101', 'both UNTIL and COUNT'],
    ['FREQ=DAILY;COUNT=0', '"0" for COUNT'],
    ['FREQ=DAILY;BYHOUR=24', '"24" for BYHOUR'],
    ['FREQ=DAILY;UNTIL=20261301', '"20261301" for UNTIL'],
    ['FREQ=DAILY;X-COLOUR=red', 'the part "X-COLOUR=RED"'],
    [`FREQ=YEARLY;BYYEARDAY=${Array.from({ length: 99 }, (_, day) => day + 1).join(',')}`, 'more than 200 characters'],
  ])('is not %s', (rule, fault) => expect(() => requireRecurrence('schedule', rule)).toThrow(`but got ${fault}`))
})
