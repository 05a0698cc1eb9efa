import { bearerToken } from '@shequ/process/keys/bearer-token'
import { KeysUnavailable, type TokenFault, UnacceptableToken } from '@shequ/process/keys/token-fault'
import type { VerifiedToken, VerifyToken } from '@shequ/process/keys/viewer-token'
import { sizedCache } from '@shequ/process/sized-cache'
import { HubError } from '@shequ/schema/errors/hub-error'
import { type Viewer, anonymous } from '@shequ/schema/viewer'

/** Finds out who asks from the value of an `Authorization` header. */
export type Authenticate = (authorization: string | undefined) => Promise<Viewer>

const mostBytes = 16 * 1024 ** 2

/** Bytes of memory for a viewer and the promise of it. */
const bytesAViewer = 1_000

/**
 * Makes the stage that turns a bearer token into a viewer. No token is the anonymous viewer; a token that is not
 * acceptable ends the request. A token that was verified is kept until it expires, or for as long as its verifier says: verifying
 * costs more than everything else this stage does, and the same viewer object lets later stages keep what they made for it.
 *
 * @throws {HubError} UNAUTHENTICATED, saying what is wrong with the token and how to get a good one; ISSUER_UNAVAILABLE when its issuer
 * can't be asked.
 */
export function createAuthenticate(verify: VerifyToken, now: () => number = Date.now): Authenticate {
  const known = sizedCache<VerifiedToken>(mostBytes, () => bytesAViewer)
  return async (authorization) => {
    if (authorization === undefined) return anonymous
    const token = bearerToken(authorization)
    if (token === undefined)
      throw unauthenticated('MALFORMED', 'expected `Authorization: Bearer <token>`, where the token is a JWT')
    const kept = known.get(token)
    try {
      if (kept !== undefined && Math.min(kept.expiresAt, kept.keptUntil ?? Infinity) > now()) {
        kept.requireUnrevoked?.()
        return kept.viewer
      }
      known.delete(token)
      const verified = await verify(token)
      known.set(token, verified)
      return verified.viewer
    } catch (error) {
      if (error instanceof KeysUnavailable) throw unavailable(error)
      if (error instanceof UnacceptableToken) throw unauthenticated(error.fault, error.message)
      throw unauthenticated('MALFORMED', 'it is not a signed JWT')
    }
  }
}

const faultsInChinese: Readonly<Record<TokenFault, string>> = {
  MALFORMED: '它不是签名的 JWT，或没有写作 `Authorization: Bearer <token>`',
  UNKNOWN_ISSUER: '其签发者不为平台所认可',
  OTHER_AUDIENCE: '它是为其他受众签发的',
  ALGORITHM: '其签名算法不被接受',
  TYPE: '其类型不被接受',
  UNKNOWN_KEY: '其签名密钥不为平台所知',
  SIGNATURE: '其签名有误',
  EXPIRED: '它已过期',
  NOT_YET_VALID: '它尚未生效',
  CLAIMS: '其声明没有给出可接受的角色、区划或组织',
  REVOKED: '它或其客户端已被撤销',
}

function unauthenticated(reason: TokenFault, fault: string): HubError {
  return new HubError(
    'UNAUTHENTICATED',
    {
      en: `The token can't be used: ${fault}. Ask with a fresh token of an issuer that the hub knows, or without one for what is public. On the hub's own machine, \`hub token\` makes one with the key in the hub's own DATA_DIR.`,
      zh: `令牌不能使用：${faultsInChinese[reason]}。请用平台认可的签发者的新令牌，公开内容则无需令牌。在平台所在的机器上，\`hub token\` 可用平台 DATA_DIR 中的密钥生成令牌。`,
    },
    { reason },
  )
}

function unavailable({ message }: KeysUnavailable): HubError {
  return new HubError('ISSUER_UNAVAILABLE', {
    en: `The token can't be verified: ${message}. Ask again in a few seconds, or without a token for what is public.`,
    zh: '不能验证令牌：暂时无法取得其签发者的密钥或撤销名单。请几秒后再次发送；公开内容则无需令牌。',
  })
}
