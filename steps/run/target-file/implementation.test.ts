import { describe, it } from 'node:test'
import { expect } from 'chai'
import { expectedManagers, implementationOf } from './implementation.ts'
import { loadTargetFile } from './load.ts'

const KRUISE = 'steps/target/kind-files/openkruise.yaml'

describe('the implementation of a report', () => {
  const cases: [string, object, string, string | undefined, string[] | undefined][] = [
    [
      'the reference controller where it runs',
      { target: 'reference' },
      'reference',
      'reference-controller',
      ['statefulset-controller'],
    ],
    [
      'upstream’s where the suite starts it',
      { target: 'control-plane' },
      'upstream',
      'kube-controller-manager',
      ['kube-controller-manager'],
    ],
    [
      'upstream’s where the user says so',
      { target: 'kubeconfig', controller: 'upstream' },
      'upstream',
      'kube-controller-manager',
      ['kube-controller-manager'],
    ],
    ['nobody’s on a cluster of somebody else', { target: 'kubeconfig' }, 'unnamed', undefined, undefined],
    [
      'nobody’s where somebody else is to run it',
      { target: 'kind', controller: 'none' },
      'unnamed',
      undefined,
      undefined,
    ],
    ['that of the target file', { target: 'kubeconfig', kindFile: KRUISE }, 'kruise', 'kruise', ['kruise-manager']],
    [
      'not that of the target file where the reference runs',
      { target: 'reference', kindFile: KRUISE },
      'reference',
      'reference-controller',
      ['statefulset-controller'],
    ],
    [
      'the reference controller where the user says so',
      { target: 'kind', controller: 'reference', kindFile: KRUISE },
      'reference',
      'reference-controller',
      ['statefulset-controller'],
    ],
  ]
  for (const [what, given, controller, project, managers] of cases)
    it(`is ${what}`, async () => {
      const choice = given as { target: string; kindFile?: string }
      const targetFile = await loadTargetFile(choice.kindFile)
      const whose = implementationOf(targetFile, choice, '1.2.3')
      expect(whose.controller).to.equal(controller)
      expect(whose.implementation?.project).to.equal(project)
      expect(whose.implementation?.version).to.equal(project && '1.2.3')
      expect(expectedManagers(targetFile, choice).statusManagers).to.deep.equal(managers)
    })

  it('has the version of the target file where no other is known', async () => {
    const targetFile = await loadTargetFile(KRUISE)
    const { implementation } = targetFile
    const versioned = { implementation: { ...implementation, version: '1.9.0' } }
    const choice = { target: 'kubeconfig', kindFile: KRUISE }
    expect(implementationOf(versioned, choice, undefined).implementation?.version).to.equal('1.9.0')
    expect(implementationOf(targetFile, choice, undefined).implementation).not.to.have.property('version')
    expect(implementationOf(targetFile, choice, '1').implementation).not.to.have.property('statusManagers')
  })
})
