import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { credentialPlugin, type PluginSettings } from './credential-plugin.ts'
import type { Authenticator, Credentials } from './credentials.ts'
import type { User } from './schema.ts'

const bearer = (token: string): Credentials => ({ authorization: `Bearer ${token}` })
const decoded = (data: string): string => Buffer.from(data, 'base64').toString()

/** How this user of a kubeconfig shows who it is. As with kubectl, a token goes before a plugin. */
export function authenticator(settings: Omit<PluginSettings, 'exec'> & { readonly user: User }): Authenticator {
  const { user } = settings
  const certificate = certificateOf(user)
  if (user.tokenFile) return { ...steady, current: async () => ({ ...certificate, ...(await fromFile(user)) }) }
  if (user.token) return always({ ...certificate, ...bearer(user.token) })
  if (user.username) {
    const basic = Buffer.from(`${user.username}:${user.password ?? ''}`).toString('base64')
    return always({ ...certificate, authorization: `Basic ${basic}` })
  }
  if (!user.exec) return always(certificate)
  const plugin = credentialPlugin({ ...settings, exec: user.exec })
  return { ...plugin, current: async () => ({ ...certificate, ...(await plugin.current()) }) }
}

const steady = { refused: () => false }
const always = (credentials: Credentials): Authenticator => ({ ...steady, current: async () => credentials })

/** A service account's token is replaced in its file long before it expires, so the file is read each time. */
async function fromFile({ tokenFile = '', token }: User): Promise<Credentials> {
  try {
    return bearer((await readFile(tokenFile, 'utf8')).trim())
  } catch (cause) {
    if (token) return bearer(token)
    throw new Error(`the tokenFile ${tokenFile} of the kubeconfig cannot be read`, { cause })
  }
}

function certificateOf(user: User): Credentials {
  const text = (field: 'client-certificate' | 'client-key') => {
    const data = user[`${field}-data`]
    const file = user[field]
    return data ? decoded(data) : file && readFileSync(file, 'utf8')
  }
  const [cert, key] = [text('client-certificate'), text('client-key')]
  if (!cert !== !key)
    throw new Error(
      `the kubeconfig has a ${cert ? 'client-certificate but no client-key' : 'client-key but no client-certificate'}`,
    )
  return { ...(cert ? { cert } : {}), ...(key ? { key } : {}) }
}
