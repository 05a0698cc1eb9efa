/** The JWT of an `Authorization: Bearer` header (RFC 6750); undefined when there is none in it. */
export function bearerToken(authorization: string | undefined): string | undefined {
  return /^bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization?.trim() ?? '')?.[1]
}
