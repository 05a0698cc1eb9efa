import { expect, test } from '@jest/globals'
import { requireRecurrence } from './recurrence.js'

test.each([
  'FREQ=WEEKLY;BYDAY=MO,WE',
  'FREQ=DAILY',
  'FREQ=MONTHLY;BYDAY=-1FR,2MO;INTERVAL=2',
  'BYHOUR=9,17;FREQ=WEEKLY;UNTIL=20251231T160000Z',
  'FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=-1;WKST=SU;COUNT=5',
])('%s is a rule', (rule) => expect(requireRecurrence('schedule', ` ${rule} `)).toBe(rule))

test.each([
  '',
  'Mondays',
  'BYDAY=MO',
  'FREQ=SOMETIMES',
  'FREQ=DAILY;FREQ=WEEKLY',
  'FREQ=DAILY;BYDAY=XX',
  'FREQ=DAILY;COUNT=0',
  'FREQ=DAILY;COUNT=3;UNTIL=20250101',
  'FREQ=DAILY;constructor=1',
  'RRULE:FREQ=DAILY',
  'FREQ=DAILY;',
  'FREQ=DAILY=WEEKLY',
])('%j is none', (rule) => expect(() => requireRecurrence('schedule', rule)).toThrow('`schedule` to be an RRULE'))
