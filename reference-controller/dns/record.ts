/** A resource record, as the wire format of dns-packet takes it. Names are in lower case and without the final dot. */
export type Record =
  | { readonly name: string; readonly type: 'A' | 'AAAA' | 'CNAME' | 'PTR' | 'TXT'; readonly data: string }
  | { readonly name: string; readonly type: 'SRV'; readonly data: SrvData }

export interface SrvData {
  readonly port: number
  readonly target: string
  readonly priority: number
  readonly weight: number
}
