import { readFile } from 'node:fs/promises'
import { describe, it } from 'node:test'
import { expect } from 'chai'
import { pinnedControlPlanes } from './pinned.ts'
import { atLeast, pinnedVersions, printedVersion, versionLinkerFlags } from './versions.ts'

describe('versions', () => {
  it('are read from a go.mod', () => {
    const goMod =
      'module x\n\ngo 1.26.0\n\nrequire (\n\tgo.etcd.io/etcd/server/v3 v3.6.8 // indirect\n\tk8s.io/kubernetes v1.36.3 // indirect\n)\n'
    expect(pinnedVersions(goMod)).to.deep.equal({ kubernetes: 'v1.36.3', etcd: 'v3.6.8', go: '1.26.0' })
  })

  it('are in each go.mod that is shipped', async () => {
    expect(pinnedControlPlanes()).to.deep.equal(['1.33', '1.34', '1.35', '1.36', '1.37'])
    for (const version of pinnedControlPlanes()) {
      const goMod = await readFile(new URL(`./binaries/${version}/go.mod`, import.meta.url), 'utf8')
      expect(pinnedVersions(goMod).kubernetes.startsWith(`v${version}.`), version).to.equal(true)
    }
  })

  it('must be in a go.mod', () => {
    expect(() => pinnedVersions('module x\n\ngo 1.26.0\n')).to.throw('names no version of k8s.io/kubernetes')
  })

  it('are linked into the programs', () => {
    expect(versionLinkerFlags('v1.36.3')).to.equal(
      '-s -w -X k8s.io/component-base/version.gitVersion=v1.36.3 -X k8s.io/component-base/version.gitMajor=1 -X k8s.io/component-base/version.gitMinor=36',
    )
  })

  for (const [output, version] of [
    ['Kubernetes v1.36.3\n', 'v1.36.3'],
    ['Kubernetes v1.37.0-rc.1', 'v1.37.0-rc.1'],
    ['etcd Version: 3.6.8\nGit SHA: Not provided\n', 'v3.6.8'],
    ['usage: ls', undefined],
    ['', undefined],
  ] as const) {
    it(`are printed: ${JSON.stringify(output)}`, () => {
      expect(printedVersion(output)).to.equal(version)
    })
  }

  for (const [version, minimum, enough] of [
    ['go1.26.8', '1.26.0', true],
    ['go1.26', '1.26.0', true],
    ['go1.26rc1', '1.26.0', true],
    ['go1.9.7', '1.21', false],
    ['go1.25.9', '1.26.0', false],
    ['go2.0', '1.26.0', true],
  ] as const) {
    it(`${version} is ${enough ? '' : 'not '}at least ${minimum}`, () => {
      expect(atLeast(version, minimum)).to.equal(enough)
    })
  }
})
