import { describe } from 'node:test'
import { claimReplacesVolume, claimVolumes, sameClaims } from './claim-volumes.ts'
import { acts, appears, judges, ownedBy, set, thing } from './testing.ts'

const templates = ['data', 'log'].map((name) => ({ metadata: { name } }))
const mount = (name: string, claimName?: string) =>
  claimName ? { name, persistentVolumeClaim: { claimName } } : { name, emptyDir: {} }
const added = set({ type: 'ADDED', spec: { volumeClaimTemplates: templates } })
const templated = set({
  type: 'ADDED',
  spec: { volumeClaimTemplates: templates, template: { spec: { volumes: [mount('other'), mount('log')] } } },
})
const beside = set({
  type: 'ADDED',
  spec: { volumeClaimTemplates: templates, template: { spec: { volumes: [mount('other')] } } },
})
const mounting = (...volumes: object[]) => appears('web-0', { spec: { volumes } })
const again = (...volumes: object[]) =>
  appears('web-0', { metadata: { uid: 'second', ownerReferences: ownedBy('web') }, spec: { volumes } })
const [data, log] = [mount('data', 'data-web-0'), mount('log', 'log-web-0')]

describe('a volume for each claim template', () => {
  judges(claimVolumes, [
    ['both', [added, mounting(data, log)]],
    ['both and another', [added, mounting(mount('own', 'own'), data, log)]],
    ['none where there are no templates', [set({ type: 'ADDED' }), mounting()]],
    ['only one', [added, mounting(data)], { at: 1, name: 'web-0' }],
    ['the claim of another ordinal', [added, mounting(data, mount('log', 'log-web-1'))], { at: 1 }],
    ['a directory in place of the claim', [added, mounting(mount('data'), log)], { at: 1 }],
    ['two of one name', [added, mounting(data, data, log)], { at: 1 }],
    ['a directory of the template, which is charged elsewhere', [templated, mounting(data, mount('log'))]],
    ['only one, beside another volume of the template', [beside, mounting(data)], { at: 1 }],
    [
      'only one, though its successor has both',
      [added, mounting(data), thing('pods', 'web-0', 'DELETED', { spec: {} }), again(data, log)],
      { at: 1 },
    ],
    [
      'only one, after one of the suite that had none',
      [added, acts('create', 'pods', 'web-0'), mounting(data), again(data)],
      { at: 3 },
    ],
    [
      'only one, though a Pod of the suite has the other',
      [added, acts('create', 'pods', 'web-1'), appears('web-1', { spec: { volumes: [log] } }), mounting(data)],
      { at: 3 },
    ],
    ['nothing, of a Pod of the suite', [added, acts('create', 'pods', 'web-0'), mounting()]],
  ])
})

describe('a claim in place of a volume of the template', () => {
  judges(claimReplacesVolume, [
    ['the claim', [templated, mounting(data, log)]],
    ['the volume', [templated, mounting(data, mount('log'))], { at: 1, name: 'web-0' }],
    ['both', [templated, mounting(data, mount('log'), log)]],
    ['none of a template that has no such volume, which is charged elsewhere', [added, mounting(data)]],
  ])
})

describe('the same claims for a successor', () => {
  const right = mounting(data, log)
  const goes = thing('pods', 'web-0', 'DELETED', { spec: {} })
  judges(sameClaims, [
    ['the same', [added, right, goes, again(data, log)]],
    ['another', [added, right, goes, again(data, mount('log', 'log-web-0-new'))], { at: 3, name: 'web-0' }],
    ['none', [added, right, goes, again(data)], { at: 3 }],
    ['none where the template has such a volume', [templated, right, goes, again(data, mount('log'))], { at: 3 }],
    ['another of the first Pod, which is charged elsewhere', [added, mounting(data)]],
    ['another after a Pod that had none, which is charged elsewhere', [added, mounting(data), goes, again(data)]],
    ['the first one that is right', [added, mounting(data), goes, again(data, log)]],
    [
      'another than that of another Pod',
      [added, right, appears('web-1', { spec: { volumes: [mount('data', 'data-web-1'), mount('log', 'log-web-1')] } })],
    ],
  ])
  judges(claimVolumes, [['none of a successor, which is charged elsewhere', [added, right, goes, again(data)]]])
  judges(claimReplacesVolume, [
    ['the volume, of a successor, which is charged elsewhere', [templated, right, goes, again(data, mount('log'))]],
  ])
})
