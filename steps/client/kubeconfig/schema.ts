import { parse } from 'yaml'
import { z } from 'zod'

/** The parts of a kubeconfig that the suite's client uses. It ignores unknown fields, as kubectl does. */
const optional = z
  .string()
  .nullish()
  .transform((text) => text || undefined)
const flag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? undefined)
const named = <K extends string, T extends z.ZodType>(key: K, value: T) =>
  z
    .array(z.looseObject({ name: z.string(), [key]: value } as { name: z.ZodString } & Record<K, T>))
    .nullish()
    .transform((list) => list ?? [])

const context = z.looseObject({ cluster: z.string(), user: optional })

const cluster = z.looseObject({
  server: z.url(),
  'certificate-authority': optional,
  'certificate-authority-data': optional,
  'insecure-skip-tls-verify': flag,
  'tls-server-name': optional,
  'proxy-url': z
    .union([z.literal(''), z.url({ protocol: /^(https?|socks5)$/ })], {
      error: 'expected an http, https or socks5 URL',
    })
    .nullish(),
})

/** A program that prints credentials. */
const exec = z.looseObject({
  apiVersion: z.enum(['client.authentication.k8s.io/v1', 'client.authentication.k8s.io/v1beta1']),
  command: z.string().min(1),
  args: z.array(z.string()).nullish(),
  env: z.array(z.looseObject({ name: z.string(), value: z.string() })).nullish(),
  installHint: optional,
  provideClusterInfo: flag,
  interactiveMode: z.enum(['Never', 'IfAvailable', 'Always']).nullish(),
})

const oidcSettings = z.looseObject({
  'id-token': optional,
  'refresh-token': optional,
  'idp-issuer-url': optional,
  'client-id': optional,
  'client-secret': optional,
  'idp-certificate-authority': optional,
  'idp-certificate-authority-data': optional,
})

const user = z.looseObject({
  token: optional,
  tokenFile: optional,
  'client-certificate': optional,
  'client-certificate-data': optional,
  'client-key': optional,
  'client-key-data': optional,
  username: optional,
  password: optional,
  exec: exec.nullish(),
  'auth-provider': z
    .looseObject({
      name: z.literal('oidc', {
        error: 'this auth-provider is not supported (kubectl dropped all but oidc in 1.26): use an exec plugin',
      }),
      config: oidcSettings.nullish(),
    })
    .nullish(),
  as: optional,
  'as-uid': optional,
  'as-groups': z.array(z.string()).nullish(),
  'as-user-extra': z.record(z.string(), z.array(z.string())).nullish(),
})

const kubeconfig = z.looseObject({
  'current-context': optional,
  contexts: named('context', context),
  clusters: named('cluster', cluster),
  users: named('user', user),
})

/** A file may hold anything for other contexts: only what is used must be right. */
const outline = z.looseObject({
  'current-context': optional,
  contexts: named('context', z.unknown()),
  clusters: named('cluster', z.unknown()),
  users: named('user', z.unknown()),
})

export type Kubeconfig = z.infer<typeof kubeconfig>
export type Cluster = z.infer<typeof cluster>
export type OidcSettings = z.infer<typeof oidcSettings>
export type User = z.infer<typeof user>
export type ExecSettings = z.infer<typeof exec>

/** @throws Error naming the field that is wrong; never its value, which may be a secret. */
const checked =
  <T>(schema: z.ZodType<T>) =>
  (text: string, where = 'the kubeconfig'): T => {
    const read = schema.safeParse(parsed(text, where))
    if (!read.success) throw new Error(`${where} is not usable: ${z.prettifyError(read.error)}`)
    return read.data
  }

export const asOutline = checked(outline)
export const asKubeconfig = checked(kubeconfig)

function parsed(text: string, where: string): unknown {
  try {
    // The pretty form of an error quotes the line, and so perhaps a token.
    return parse(text, { prettyErrors: false, logLevel: 'error' })
  } catch (error) {
    throw new Error(`${where} is not YAML: ${(error as Error).message}`)
  }
}
