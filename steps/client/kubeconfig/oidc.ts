import { readFileSync } from 'node:fs'
import { customFetch, discovery, refreshTokenGrant } from 'openid-client'
import { request } from 'undici'
import { dispatchers } from '../dispatchers.ts'
import { bearer, type CredentialSource } from './credentials.ts'
import { inMainThread } from './main-thread.ts'
import { proxyFor } from './proxy.ts'
import { type Expiring, renewing } from './renewing.ts'
import type { OidcSettings } from './schema.ts'

export interface OidcReading {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly now: () => number
  readonly answeredWithin: number
}

/**
 * An id-token that its issuer refreshes when it has expired. Fresh tokens stay in memory: the kubeconfig is the user's.
 * An issuer may accept each refresh token only once (RFC 9700, section 4.14.2), so one thread refreshes for all.
 * @see https://kubernetes.io/docs/reference/access-authn-authz/authentication/#using-kubectl
 */
export function oidc(settings: OidcSettings, reading: OidcReading): CredentialSource {
  let idToken = settings['id-token']
  let refreshToken = settings['refresh-token']

  async function ask(): Promise<Expiring> {
    if (idToken && expiryOf(idToken) > reading.now()) return known(idToken)
    // Without a token the request is anonymous, and the server refuses it.
    if (!refreshToken) return { credentials: {}, expires: 0 }
    const refreshed = await refresh(settings, refreshToken, reading)
    idToken = refreshed.id_token
    refreshToken = refreshed.refresh_token ?? refreshToken
    if (!idToken) throw new Error(`the issuer ${settings['idp-issuer-url']} answered without an id_token`)
    return known(idToken)
  }

  const known = (token: string): Expiring => ({ credentials: bearer(token), expires: expiryOf(token) })
  // Requests at the same time, of other threads too, wait for one refresh.
  let asked = Promise.resolve<unknown>(undefined)
  const oneByOne = () => {
    const answer = asked.catch(() => {}).then(ask)
    asked = answer
    return answer
  }
  const shared = inMainThread(JSON.stringify(settings), oneByOne, reading.answeredWithin)
  return { current: renewing(shared, reading.now).current, refused: () => false }
}

async function refresh(settings: OidcSettings, refreshToken: string, reading: OidcReading) {
  const { 'idp-issuer-url': issuer = '', 'client-id': client = '', 'client-secret': secret } = settings
  if (!URL.canParse(issuer) || !client)
    throw new Error(
      'the id-token has expired, and the kubeconfig has no idp-issuer-url and client-id to refresh it with',
    )
  const ca = authorityOf(settings)
  const proxy = proxyFor(new URL(issuer), reading.env)
  const pool = dispatchers(proxy ? { proxy } : {}, reading.answeredWithin)
  try {
    const options = { [customFetch]: fetchBy(() => pool.with(ca ? { ca } : {})) }
    const found = await discovery(new URL(issuer), client, secret || undefined, undefined, options)
    return await refreshTokenGrant(found, refreshToken)
  } catch (cause) {
    throw new Error(`the id-token has expired, and the issuer ${issuer} did not refresh it`, { cause })
  } finally {
    await pool.destroy()
  }
}

function authorityOf(settings: OidcSettings): string | undefined {
  const { 'idp-certificate-authority': file, 'idp-certificate-authority-data': data } = settings
  if (data) return Buffer.from(data, 'base64').toString()
  return file ? readFileSync(file, 'utf8') : undefined
}

type Sent = Parameters<NonNullable<Parameters<typeof discovery>[4]>[typeof customFetch] & object>[1]

/** openid-client requires a `Response` of the platform, whose fetch takes no dispatcher of another undici. */
const fetchBy = (dispatcher: () => import('undici').Dispatcher) => async (url: string, sent: Sent) => {
  const { method, headers, body } = sent
  const answer = await request(url, {
    method: method as 'GET',
    headers: headers as Record<string, string>,
    body: body ? String(body) : null,
    dispatcher: dispatcher(),
  })
  const type = String(answer.headers['content-type'] ?? '')
  return new Response(await answer.body.text(), { status: answer.statusCode, headers: { 'content-type': type } })
}

/** The claim `exp` of a JSON Web Token, in milliseconds. */
function expiryOf(token: string): number {
  const [, claims = ''] = token.split('.')
  try {
    const { exp } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { exp: number }
    return exp * 1000
  } catch {
    throw new Error('the id-token is no JSON Web Token')
  }
}
