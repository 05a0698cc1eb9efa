import type * as OidcProvider from 'oidc-provider'

/**
 * Loads `oidc-provider`. It wants Node 22, of which it uses one thing that Node 20 lacks, `URL.parse`: that is added here, as the URL
 * standard defines it. The library's word about the version of Node is left out, since the hub's tests run on Node 20.
 */
export async function loadProvider(): Promise<typeof OidcProvider> {
  const url = URL as { parse?: (text: string, base?: string) => URL | null }
  url.parse ??= (text, base) => (URL.canParse(text, base) ? new URL(text, base) : null)
  const warn = console.warn
  console.warn = (...words: unknown[]) => {
    if (!String(words[0]).includes('Unsupported runtime')) warn(...words)
  }
  try {
    return await import('oidc-provider')
  } finally {
    console.warn = warn
  }
}
