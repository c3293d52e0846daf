import { describe, it } from 'node:test'
import { expect } from 'chai'
import { header, history } from '../../observe/testing.ts'
import { claimsExist } from './claims-exist.ts'
import { acts, appears, judges, kind, set, settled, thing } from './testing.ts'

const CLAIMS = 'persistentvolumeclaims'
const templates = ['data', 'log'].map((name) => ({ metadata: { name } }))
const added = set({ type: 'ADDED', spec: { volumeClaimTemplates: templates } })
const [data, log] = [thing(CLAIMS, 'data-web-0'), thing(CLAIMS, 'log-web-0')]
const made = appears('web-0')

describe('a claim for each template', () => {
  judges(claimsExist, [
    ['both claims', [added, data, log, made, settled()]],
    ['claims that arrive after the Pod', [added, made, data, log, settled()]],
    ['claims that may yet arrive', [added, made, data]],
    ['a claim that has gone again', [added, data, log, made, thing(CLAIMS, 'log-web-0', 'DELETED'), settled()]],
    ['claims that the suite writes to', [added, data, acts('patch', CLAIMS, 'data-web-0'), log, made, settled()]],
    ['no templates', [set({ type: 'ADDED' }), made, settled()]],
    ['a Pod of the suite', [added, acts('create', 'pods', 'web-0'), made, settled()]],
    ['one claim only', [added, data, made, settled()], { at: 3, name: 'log-web-0' }],
    ['no claims', [added, made, settled()], { at: 2, name: 'data-web-0' }],
    ['claims of another ordinal', [added, thing(CLAIMS, 'data-web-1'), log, made, settled()], { at: 4 }],
    ['something else of that name', [added, thing('services', 'data-web-0'), log, made, settled()], { at: 4 }],
    ['a claim that comes only afterwards', [added, made, data, settled(), log], { at: 3 }],
  ])

  it('names the claims that there were, each once', () => {
    const trace = history(added, data, thing(CLAIMS, 'data-web-0', 'MODIFIED'), made, settled())
    const [breach] = claimsExist.breaches({ header: header({ kind }), trace })
    expect(breach).to.deep.include({ expected: 'log-web-0', seen: ['data-web-0'] })
  })
})
