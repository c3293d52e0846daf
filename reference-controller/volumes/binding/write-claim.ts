import { type ApiClient, claims, type PersistentVolumeClaim, refusedAs } from '../../client/index.ts'
import { STORAGE_PROVISIONER, STORAGE_PROVISIONER_BETA } from '../classes.ts'
import { bind } from './bind.ts'
import type { ClaimAction } from './decide-claim.ts'

/** Carries out what was decided about a claim. */
export async function writeClaim(client: ApiClient, claim: PersistentVolumeClaim, action: ClaimAction): Promise<void> {
  try {
    await write(client, claim, action)
  } catch (error) {
    if (!refusedAs(error, 'NotFound')) throw error
  }
}

async function write(client: ApiClient, claim: PersistentVolumeClaim, action: ClaimAction) {
  const { metadata, spec, status } = claim
  const put = (changed: PersistentVolumeClaim, subresource?: string) =>
    client.update(claims, metadata.namespace, changed, subresource)
  if (action.kind === 'bind') await bind(client, claim, action.volume)
  if (action.kind === 'set-class') await put({ ...claim, spec: { ...spec, storageClassName: action.name } })
  if (action.kind === 'ask-provisioner') {
    const { name } = action
    const annotations = { ...metadata.annotations, [STORAGE_PROVISIONER]: name, [STORAGE_PROVISIONER_BETA]: name }
    await put({ ...claim, metadata: { ...metadata, annotations } })
  }
  if (action.kind === 'lose' && status?.phase !== 'Lost') {
    await put({ ...claim, status: { ...status, phase: 'Lost' } }, 'status')
  }
}
