import { describe, it } from 'node:test'
import { expect } from 'chai'
import { apiServerFlags } from './api-server.ts'
import { type ControllerManagerSettings, controllerManagerFlags } from './controller-manager.ts'
import { etcdFlags } from './etcd.ts'
import { lastingFlags } from './provenance.ts'

const ports = { etcd: 1, etcdPeer: 2, apiServer: 3 }
const flagValue = (flags: string[], name: string) =>
  flags
    .find((flag) => flag.startsWith(`--${name}=`))
    ?.split('=')
    .slice(1)
    .join('=')

describe('the flags', () => {
  it('keep all to loopback', () => {
    const manager = controllerManagerFlags({ folder: '/d', port: 4, controls: 'all' })
    const addresses = [
      ...etcdFlags({ folder: '/d', ports }),
      ...apiServerFlags({ folder: '/d', ports }),
      ...manager,
    ].filter((flag) => /urls=|bind-address/.test(flag))
    expect(addresses).to.have.length(6)
    for (const flag of addresses) expect(flag).to.include('127.0.0.1')
  })

  it('turn one admission plugin off and none else', () => {
    const flags = apiServerFlags({ folder: '/d', ports })
    expect(flags.filter((flag) => flag.includes('admission'))).to.deep.equal([
      '--disable-admission-plugins=ServiceAccount',
    ])
  })

  it('start upstream’s StatefulSet controller only if it is the one under test', () => {
    const controllers = (controls: ControllerManagerSettings['controls']) =>
      flagValue(controllerManagerFlags({ folder: '/d', port: 4, controls }), 'controllers')?.split(',')
    expect(controllers('all')).to.include('statefulset-controller')
    expect(controllers('all-but-stateful-sets')).not.to.include('statefulset-controller')
    expect(controllers('all-but-stateful-sets')).to.include.members([
      'garbage-collector-controller',
      'persistentvolumeclaim-protection-controller',
    ])
  })

  it('give feature gates to the API server and the controllers alike', () => {
    const featureGates = 'MaxUnavailableStatefulSet=true'
    expect(flagValue(apiServerFlags({ folder: '/d', ports, featureGates }), 'feature-gates')).to.equal(featureGates)
    expect(
      flagValue(controllerManagerFlags({ folder: '/d', port: 4, controls: 'all', featureGates }), 'feature-gates'),
    ).to.equal(featureGates)
  })

  it('are reported without this run’s ports and files', () => {
    const reported = lastingFlags([...etcdFlags({ folder: '/d', ports }), ...apiServerFlags({ folder: '/d', ports })])
    expect(reported).to.include('--snapshot-count=100000').and.include('--service-cluster-ip-range=10.96.0.0/16')
    expect(reported.join(' ')).not.to.match(/\/d\b|port/)
  })
})
