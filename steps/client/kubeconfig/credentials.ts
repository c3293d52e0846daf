/** What shows a server who asks. */
export interface Credentials {
  /** The Authorization header. */
  readonly authorization?: string
  /** A client certificate and its key, PEM. */
  readonly cert?: string
  readonly key?: string
}

/** Credentials may expire; they are asked for anew before each request. */
export interface Authenticator {
  current(): Promise<Credentials>
  /** Told that the server did not accept them (401). @returns whether it is worth asking again. */
  refused(): boolean
}
