import type { KubeConfig } from '@kubernetes/client-node'

/** The credentials of a request. */
export interface Credentials {
  /** The Authorization header. */
  readonly authorization?: string
  /** A client certificate and its key, PEM. */
  readonly cert?: string
  readonly key?: string
}

/** Credentials may expire; they are requested anew before each request. */
export interface CredentialSource {
  current(): Promise<Credentials>
  /** Called when the server did not accept them (401). @returns whether other credentials can be had. */
  refused(): boolean
}

type Authenticator = Parameters<KubeConfig['addAuthenticator']>[0]

export const bearer = (token: string): Credentials => ({ authorization: `Bearer ${token}` })

/** The name of an auth-provider that client-node leaves to us. */
const PROVIDER = 'suite'

/** In a kubeconfig user, asks client-node for the authenticator that has been added. */
export const byOurAuthenticator = { 'auth-provider': { name: PROVIDER, config: {} } }

/** client-node's authenticators are tried before those that are added: an added one must have a name of its own. */
export const asAuthenticator = ({ current }: CredentialSource): Authenticator => ({
  isAuthProvider: ({ authProvider }) => authProvider?.name === PROVIDER,
  async applyAuthentication(_, options) {
    const { authorization, cert, key } = await current()
    if (authorization) options.headers = { ...options.headers, Authorization: authorization }
    if (cert && key) Object.assign(options, { cert, key })
  },
})
