-- Days before 2000, from when on is measured, are slips in the year; and no session lasts longer than twelve hours. Not valid for what is there already: it was taken before there was a rule.
ALTER TABLE "programme" ADD CONSTRAINT "programme_first_day" CHECK ("starts_on" >= '2000-01-01') NOT VALID;
ALTER TABLE "donation" ADD CONSTRAINT "donation_first_day" CHECK ("award_date" >= '2000-01-01') NOT VALID;
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_first_day" CHECK ("booked_on" >= '2000-01-01') NOT VALID;
ALTER TABLE "guidance_response" ADD CONSTRAINT "guidance_response_first_day" CHECK ("answered_on" >= '2000-01-01') NOT VALID;
ALTER TABLE "session" ADD CONSTRAINT "session_twelve_hours" CHECK ("ends_at" <= "starts_at" + interval '12 hours') NOT VALID;
ALTER TABLE "voice" ADD CONSTRAINT "voice_answered_after" CHECK ("answered_at" >= "raised_at") NOT VALID;

-- The records of a community that are not of their time at a moment, each kind once: attendance before its session began, votes outside
-- the voting days or after the close, and what was given, booked, said, answered or offered on a day to come.
CREATE FUNCTION "untimely_records"("community" TEXT, "moment" TIMESTAMPTZ) RETURNS SETOF TEXT LANGUAGE sql STABLE AS $$
  WITH today AS (SELECT ("moment" AT TIME ZONE 'Asia/Shanghai')::date AS day)
  SELECT 'attendance' WHERE EXISTS (
    SELECT FROM session JOIN enrolment ON enrolment.community_code = session.community_code AND enrolment.programme_id = session.programme_id
    WHERE session.community_code = "community" AND session.starts_at > "moment" AND session.ordinal = ANY (enrolment.attended))
  UNION ALL SELECT 'vote' WHERE EXISTS (
    SELECT FROM vote JOIN proposal ON proposal.community_code = vote.community_code AND proposal.id = vote.proposal_id
    WHERE vote.community_code = "community" AND (vote.cast_at > "moment" OR vote.cast_at > proposal.closed_at
      OR (vote.cast_at AT TIME ZONE 'Asia/Shanghai')::date NOT BETWEEN proposal.opened_on AND proposal.voting_until))
  UNION ALL SELECT 'enrolment' WHERE EXISTS (
    SELECT FROM enrolment, today WHERE community_code = "community" AND (enrolled_on > day OR cancelled_on > day))
  UNION ALL SELECT 'donation' WHERE EXISTS (SELECT FROM donation, today WHERE community_code = "community" AND award_date > day)
  UNION ALL SELECT 'ledger entry' WHERE EXISTS (SELECT FROM ledger_entry, today WHERE community_code = "community" AND booked_on > day)
  UNION ALL SELECT 'answer to guidance' WHERE EXISTS (
    SELECT FROM guidance_response, today WHERE community_code = "community" AND answered_on > day)
  UNION ALL SELECT 'competence' WHERE EXISTS (SELECT FROM competence, today WHERE community_code = "community" AND offered_since > day)
  UNION ALL SELECT 'voice' WHERE EXISTS (
    SELECT FROM voice WHERE community_code = "community" AND (raised_at > "moment" OR answered_at > "moment"))
$$;
