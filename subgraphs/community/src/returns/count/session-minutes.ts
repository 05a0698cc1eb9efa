/** SQL: the minutes of a session, whole ones, so that sums of parts are the sum of the whole. */
export const sessionMinutes = 'round(extract(epoch from session.ends_at - session.starts_at) / 60)::int'
