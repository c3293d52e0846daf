import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { pem } from './testing.ts'

const CLIENT = 'the-suite'

/** For tests: an OpenID Connect issuer on loopback that counts the tokens it has refreshed; `rotating` accepts each refresh token once. */
export async function startIssuer({ rotating = false } = {}) {
  const issued = { tokens: 0, secret: '' }
  const server = createServer({ key: pem('issuer.key'), cert: pem('issuer.crt') }, async (request, response) => {
    const form = new URLSearchParams(await text(request))
    response.setHeader('content-type', 'application/json')
    if (request.method !== 'POST')
      return response.end(JSON.stringify({ issuer: url(), token_endpoint: `${url()}/token` }))
    if (rotating && form.get('refresh_token') !== `r${issued.tokens}`)
      return response.writeHead(400).end(JSON.stringify({ error: 'invalid_grant' }))
    issued.tokens += 1
    issued.secret = form.get('client_secret') ?? ''
    const refreshed = { access_token: 'a', token_type: 'Bearer', expires_in: 3600, refresh_token: `r${issued.tokens}` }
    return response.end(JSON.stringify({ ...refreshed, id_token: idToken(seconds() + 3600, `s${issued.tokens}`) }))
  })
  const url = () => `https://127.0.0.1:${(server.address() as AddressInfo).port}`
  const seconds = () => Math.floor(Date.now() / 1000)
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const idToken = (exp: number, sub: string) =>
    `${part({ alg: 'RS256' })}.${part({ iss: url(), aud: CLIENT, sub, exp, iat: seconds() })}.${part({})}`
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    issued,
    /** A user of a kubeconfig whose id-token is valid for so many seconds from now. */
    user: (validFor: number) => ({
      'auth-provider': {
        name: 'oidc',
        config: {
          'client-id': CLIENT,
          'client-secret': 'client-secret',
          'id-token': idToken(seconds() + validFor, 'first'),
          'refresh-token': 'r0',
          'idp-issuer-url': url(),
          'idp-certificate-authority-data': Buffer.from(pem('issuer.crt')).toString('base64'),
        },
      },
    }),
    /** Whom a token names. */
    subjectOf: (authorization: unknown) =>
      JSON.parse(Buffer.from(String(authorization).split('.')[1] ?? '', 'base64url').toString()).sub as string,
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
