import { generateKeyPairSync } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { serviceAccountKey } from './api-server.ts'

/** Makes the key that signs service account tokens; kube-apiserver refuses to start without one. */
export async function writeSigningKey(folder: string): Promise<void> {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  await writeFile(serviceAccountKey(folder), privateKey.export({ type: 'sec1', format: 'pem' }), { mode: 0o600 })
}
