/** What generated activity keeps, whatever day it is for. Each statement finds what must not be. */
export const ACTIVITY_RULES: readonly (readonly [string, string])[] = [
  [
    'as many are enrolled as the programme counts, and never more than it holds',
    `select p.id from programme p left join enrolment e
       on (e.community_code, e.programme_id, e.status) = (p.community_code, p.id, 'ENROLLED')
     group by p.community_code, p.id, p.enrolled, p.capacity
     having count(e.*) <> p.enrolled or p.enrolled > p.capacity`,
  ],
  [
    'whoever is enrolled is known',
    `select e.resident from enrolment e left join resident r
       on (r.community_code, r.pseudonym) = (e.community_code, e.resident) where r.pseudonym is null`,
  ],
  [
    'attendance is of sessions there are, in order and once each',
    `select attended from enrolment e where attended <> array(
       select ordinal::smallint from session s
       where (s.community_code, s.programme_id) = (e.community_code, e.programme_id) and s.ordinal = any(e.attended) order by 1)`,
  ],
  [
    'sessions lie within the days of their programme',
    `select s.id from session s join programme p on (p.community_code, p.id) = (s.community_code, s.programme_id)
     where (s.starts_at at time zone 'Asia/Shanghai')::date not between p.starts_on and p.ends_on`,
  ],
  [
    'cash is never below zero',
    `select * from (select sum(case when debit = 'CASH' then amount when credit = 'CASH' then -amount end)
       over (partition by community_code order by booked_on, credit = 'CASH') as cash from ledger_entry) l where cash < 0`,
  ],
  [
    'every donation is booked once with its amount',
    `select d.id from donation d left join ledger_entry l on (l.community_code, l.donation_id) = (d.community_code, d.id)
     group by d.community_code, d.id having count(l.*) <> 1 or min(l.amount) <> min(d.amount_awarded)`,
  ],
  [
    'fees are booked as they were paid',
    `select community_code from (select community_code, sum(enrolled * fee) as fees from programme group by 1) p
     full join (select community_code, sum(amount) as fees from ledger_entry where credit = 'FEES' group by 1) l using (community_code)
     where coalesce(p.fees, 0) <> coalesce(l.fees, 0)`,
  ],
  [
    'a vote is cast within the days for voting',
    `select v.voter from vote v join proposal p on (p.community_code, p.id) = (v.community_code, v.proposal_id)
     where (v.cast_at at time zone 'Asia/Shanghai')::date not between p.opened_on and p.voting_until`,
  ],
  [
    'every row says that it was generated',
    `select source from programme where source not like 'generated%' union select source from voice where source not like 'generated%'`,
  ],
]
