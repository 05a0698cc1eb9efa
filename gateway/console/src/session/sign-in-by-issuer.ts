import { InMemoryWebStorage, UserManager, WebStorageStateStore } from 'oidc-client-ts'
import { signOut } from './session'
import { takeToken } from './take-token'

/** By which issuer people sign in, as the hub says. */
export interface SignInSettings {
  /** Null where the hub has no issuer. */
  readonly issuer: string | null
  readonly client: string
  readonly scopes: string
}

/** Where the issuer sends people back to. */
export const backPath = '/console/sign-in/back'

/** Says that whoever signs in next has to give the password again: somebody has signed out in this browser. */
const askAgain = 'console-ask-again'

let manager: UserManager | undefined

/** How people sign in to this hub. */
export async function readSignInSettings(): Promise<SignInSettings> {
  const response = await fetch('/console/sign-in.json')
  return (await response.json()) as SignInSettings
}

/** Leads to the issuer (authorisation code with PKCE), which leads back to {@link backPath}, and from there to where the person was. */
export async function goToIssuer(settings: SignInSettings, returnTo: string): Promise<void> {
  const isAskedAgain = localStorage.getItem(askAgain) !== null
  localStorage.removeItem(askAgain)
  await managerOf(settings).signinRedirect({ state: returnTo, ...(isAskedAgain && { prompt: 'login' }) })
}

/** Ends the sign-in with what the issuer sent along, and gives where the person was. */
export async function comeBack(settings: SignInSettings): Promise<string> {
  const { access_token: token, state } = await managerOf(settings).signinCallback().then(requireUser)
  await takeToken(token)
  return typeof state === 'string' ? state : '/'
}

/** Forgets the tokens. The issuer asks for the password again at the next sign-in. */
export async function leave(): Promise<void> {
  localStorage.setItem(askAgain, 'yes')
  await manager?.removeUser()
  signOut()
}

/** Tokens are kept in memory. A later one is taken before the present one ends; where none is given, the person is signed out. */
function managerOf({ issuer, client, scopes }: SignInSettings): UserManager {
  if (manager !== undefined) return manager
  manager = new UserManager({
    authority: issuer ?? '',
    client_id: client,
    redirect_uri: `${window.location.origin}${backPath}`,
    scope: scopes,
    automaticSilentRenew: true,
    monitorSession: false,
    userStore: new WebStorageStateStore({ store: new InMemoryWebStorage() }),
    stateStore: new WebStorageStateStore({ store: sessionStorage }),
  })
  manager.events.addUserLoaded(({ access_token: token }) => void takeToken(token).catch(signOut))
  manager.events.addAccessTokenExpired(() => signOut())
  manager.events.addSilentRenewError(() => signOut())
  return manager
}

function requireUser<User>(user: User | undefined): User {
  if (user === undefined) throw new Error('Expected the issuer to send a person, but got none.')
  return user
}
