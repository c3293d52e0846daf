import { describe } from 'node:test'
import type { TraceEvent } from '../observe/trace.ts'
import { type Case, CLAIMS, tells, window } from './changes-testing.ts'
import { thing } from './invariants/testing.ts'

type Type = 'ADDED' | 'MODIFIED' | 'DELETED'
type Parts = Parameters<typeof thing>[3]

const claimRef = { namespace: 'run-0-1', name: 'data-web-0', uid: 'uid-of-data-web-0' }
const claim = (type: Type): TraceEvent => thing(CLAIMS, 'data-web-0', type)
const volume = (type: Type, parts: Parts = {}): TraceEvent =>
  thing('persistentvolumes', 'pv', type, { spec: { claimRef }, ...parts })
const reclaimed: Parts = { spec: { claimRef, persistentVolumeReclaimPolicy: 'Delete' } }
const dying: Parts = { metadata: { deletionTimestamp: '2030-01-01T00:00:00Z' } }
const budget = (type: Type, maxUnavailable: number): TraceEvent =>
  thing('poddisruptionbudgets', 'web', type, { spec: { maxUnavailable } })

const cases: Case[] = [
  ['a volume that is provisioned', [claim('ADDED'), window, volume('ADDED')], []],
  [
    'a volume that goes with its claim',
    [claim('ADDED'), volume('ADDED'), window, claim('DELETED'), volume('MODIFIED', dying), volume('DELETED')],
    [`${CLAIMS}/data-web-0 deleted`, `${CLAIMS}/data-web-0 removed`],
  ],
  [
    'a volume that goes before its claim is seen to go',
    [claim('ADDED'), volume('ADDED'), window, volume('DELETED'), claim('DELETED')],
    [`${CLAIMS}/data-web-0 deleted`, `${CLAIMS}/data-web-0 removed`],
  ],
  [
    'a volume that goes while its claim stays',
    [claim('ADDED'), volume('ADDED'), window, volume('MODIFIED', dying), volume('DELETED')],
    ['persistentvolumes/pv deleted', 'persistentvolumes/pv removed'],
  ],
  [
    'a volume that gets another reclaim policy',
    [claim('ADDED'), volume('ADDED'), window, volume('MODIFIED', reclaimed)],
    ['persistentvolumes/pv changed spec.persistentVolumeReclaimPolicy'],
  ],
  [
    'a volume that gets another reclaim policy though its claim is gone',
    [volume('ADDED'), window, volume('MODIFIED', reclaimed)],
    ['persistentvolumes/pv changed spec.persistentVolumeReclaimPolicy'],
  ],
  [
    'a volume that goes with its claim while another claim stays',
    [thing(CLAIMS, 'data-web-1'), volume('ADDED'), window, volume('DELETED')],
    [],
  ],
  ['a budget that is made', [window, budget('ADDED', 1)], ['poddisruptionbudgets/web created']],
  [
    'a budget that is changed',
    [budget('ADDED', 1), window, budget('MODIFIED', 2)],
    ['poddisruptionbudgets/web changed spec.maxUnavailable'],
  ],
]

describe('of volumes and budgets, what nobody spoke of', () => {
  tells(cases)
})
