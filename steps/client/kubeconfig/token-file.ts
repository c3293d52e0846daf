import { readFile } from 'node:fs/promises'
import { bearer, type CredentialSource, type Credentials } from './credentials.ts'
import type { User } from './schema.ts'

/** A service account's token is replaced in its file long before it expires, so the file is read each time. */
export const tokenFile = (user: User): CredentialSource => ({ current: () => fromFile(user), refused: () => false })

async function fromFile({ tokenFile: file = '', token }: User): Promise<Credentials> {
  try {
    return bearer((await readFile(file, 'utf8')).trim())
  } catch (cause) {
    if (token) return bearer(token)
    throw new Error(`the tokenFile ${file} of the kubeconfig cannot be read`, { cause })
  }
}
