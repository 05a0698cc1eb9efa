/** The columns of a consent to move, as its row names them. */
export const moveConsentColumns = `community_code as owner, direction::text as direction, until::text as until, key,
  given_at as "givenAt", withdrawn_at as "withdrawnAt"`
