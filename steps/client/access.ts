/** Access to a cluster with credentials that do not expire: plain data, so that it can be sent to a worker. */
export interface Connection {
  readonly server: string
  readonly token?: string
  /** The certificates to trust, PEM. */
  readonly ca?: string
  /** A client certificate and its key, PEM. */
  readonly identity?: { readonly cert: string; readonly key: string }
}

/** The credentials of one request, and the requirements for its connection. */
export interface Authentication {
  readonly headers: Readonly<Record<string, string | string[]>>
  readonly tls: TlsSettings
}

export interface TlsSettings {
  readonly ca?: string
  readonly cert?: string
  readonly key?: string
  readonly servername?: string
  readonly rejectUnauthorized?: boolean
}

/** Access to a cluster with any kind of credentials. */
export interface Access {
  readonly server: string
  /** The URL of the proxy to go through, if any. */
  readonly proxy?: string
  /** Credentials may expire, so each request is authenticated anew. */
  authenticate(): Promise<Authentication>
  /** Called when the server answers 401. @returns whether other credentials can be had, so that a retry is worthwhile. */
  refused(): boolean
}

export function accessBy({ server, token, ca, identity }: Connection): Access {
  const authentication = {
    headers: token ? { authorization: `Bearer ${token}` } : {},
    tls: { ...(ca ? { ca } : {}), ...identity },
  }
  return { server, authenticate: async () => authentication, refused: () => false }
}
