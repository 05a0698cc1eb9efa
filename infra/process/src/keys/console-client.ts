/** The hub's console as a client of the hub's own issuer, whose access tokens name their client in `client_id` (RFC 9068). */
export const consoleClientId = 'console'
