/** What the page of a sign-in says. */
export interface SignInPage {
  /** Where its form is sent. */
  readonly action: string
  /** What people sign in to. */
  readonly client: string
  /** Why it is shown again: the name or the password was wrong, or the next guess has to wait. */
  readonly refused?: { readonly waitSeconds: number } | undefined
}

/** The page on which people sign in, in Chinese and English. It needs no script, and works by keyboard and screen reader. */
export function signInPage({ action, client, refused }: SignInPage): string {
  const fault = refused === undefined ? '' : `<p role="alert" id="fault">${faultOf(refused)}</p>`
  const described = refused ? ' aria-describedby="fault" aria-invalid="true"' : ''
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>Sign in 登录 · Shequ Hub</title>
    <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="/pages.css" />
  </head>
  <body>
    <main class="wide">
      <h1>Sign in <span lang="zh-Hans">登录</span></h1>
      <p>
        <strong>${escaped(client)}</strong> will ask the graph in your name, until its token ends.
        <span lang="zh-Hans">登录后该应用以您的身份查询，直至登录失效。</span>
      </p>
      ${fault}
      <form method="post" action="${escaped(action)}">
        <p>
          <label for="name">Name <span lang="zh-Hans">用户名</span></label><br />
          <input id="name" name="name" autocomplete="username" required autofocus${described} />
        </p>
        <p>
          <label for="password">Password <span lang="zh-Hans">密码</span></label><br />
          <input id="password" name="password" type="password" autocomplete="current-password" required${described} />
        </p>
        <p><button class="button" type="submit">Sign in <span lang="zh-Hans">登录</span></button></p>
      </form>
    </main>
  </body>
</html>
`
}

/** The page for somebody whose sign-in has ended, or was begun in another browser. */
export const noSignInPage = `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8" /><title>Sign in 登录 · Shequ Hub</title><link rel="stylesheet" href="/pages.css" /></head>
  <body><main class="wide"><h1>Begin again <span lang="zh-Hans">请重新开始</span></h1>
  <p>This sign-in has ended. Go back to where you came from and sign in again. <span lang="zh-Hans">此次登录已失效，请返回原处重新登录。</span></p></main></body>
</html>
`

function faultOf({ waitSeconds }: { readonly waitSeconds: number }): string {
  return waitSeconds === 0
    ? '<span lang="zh-Hans">用户名或密码不正确。</span> The name or the password is wrong.'
    : `<span lang="zh-Hans">密码错误次数过多，请 ${waitSeconds} 秒后再试。</span> Wrong passwords came too often. Wait ${waitSeconds} s before you try again.`
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
