import { cpSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { expect } from 'chai'
import { loadLedger, parseGuarantees } from './ledger.ts'
import { sourceLink } from './source-link.ts'
import { LedgerError } from './yaml-table.ts'

const product = join(import.meta.dirname, '../../features')
const ordering = {
  family: { code: 'ORD', word: 'ordering', sentence: 'Order.' },
  capabilities: [
    { name: 'gc', meaning: 'm', provided_by: ['kind'], fault: false },
    { name: 'node-fault', meaning: 'm', provided_by: ['kind'], fault: true },
  ],
}

const good = `- id: SS-ORD-001
  title: Ascending creation
  sentence: Pods MUST be created in order.
  source: [KEP-1]
  level: documented
  profile: core
  needs: []
  since: "1.5"
  state: checked
`

describe('the guarantees of a family', () => {
  it('are read, each with the name of its family', () => {
    const [row] = parseGuarantees(good, 'l.yaml', ordering)
    expect(row).to.include({ id: 'SS-ORD-001', family: 'ordering', since: '1.5', state: 'checked' })
  })

  it('may have a note, and a mutant or several', () => {
    const [row] = parseGuarantees(`${good}  note: what few know\n  mutant: [a-b, c]\n`, 'l.yaml', ordering)
    expect(row).to.deep.include({ note: 'what few know', mutant: ['a-b', 'c'] })
  })

  it('may be excluded with a reason', () => {
    const text = `${good.replace('checked', 'excluded')}  excluded_because: needs two zones\n`
    expect(parseGuarantees(text, 'l.yaml', ordering)[0]).to.include({ excluded_because: 'needs two zones' })
  })

  it('may need faults outside of core', () => {
    const fault = good.replace('[]', '[gc, node-fault]')
    for (const profile of ['extended:fault-injection', 'extended:StatefulSetAutoDeletePVC'])
      expect(parseGuarantees(fault.replace('core', profile), 'l.yaml', ordering)[0]).to.include({ profile })
  })

  const mistakes: [string, string, RegExp][] = [
    ['an id of another form', good.replace('SS-ORD-001', 'ORD-1'), /^l\.yaml:1: id: expected an id like SS-ORD-001/],
    ['an id of another family', good.replace('ORD', 'IDN'), /^l\.yaml:1: id: expected an id of this family: SS-ORD-/],
    ['an id that only ends as one', good.replace('SS-', 'XSS-'), /^l\.yaml:1: id: expected an id like/],
    ['an id that only begins as one', good.replace('-001', '-0011'), /^l\.yaml:1: id: expected an id like/],
    ['a profile that only ends as one', good.replace('core', 'hardcore'), /^l\.yaml:6: profile: expected core or/],
    ['a profile that only begins as one', good.replace('core', 'core:x'), /^l\.yaml:6: profile: expected core or/],
    ['a version that only ends as one', good.replace('1.5', 'v1.5'), /^l\.yaml:8: since: expected a minor version/],
    ['a version with a patch level', good.replace('1.5', '1.5.2'), /^l\.yaml:8: since: expected a minor version/],
    ['a reason for an exclusion that is none', `${good}  excluded_because: x\n`, /excluded_because: expected exactly/],
    ['an unknown level', good.replace('documented', 'hearsay'), /^l\.yaml:5: level: /],
    ['a version that YAML reads as a number', good.replace('"1.5"', '1.5'), /^l\.yaml:8: since: /],
    ['a misspelt field', `${good}  stat: x\n`, /^l\.yaml:10: stat: expected no key of this name/],
    ['a missing field', good.replace('  state: checked\n', ''), /^l\.yaml:1: state: /],
    ['no source', good.replace('[KEP-1]', '[]'), /^l\.yaml:4: source: expected at least one source/],
    ['an exclusion without a reason', good.replace('checked', 'excluded'), /excluded_because: expected exactly where/],
    ['folklore without the misconception', good.replace('documented', 'folklore'), /misconception: expected exactly/],
    ['a misconception without folklore', `${good}  misconception: x\n`, /misconception: expected exactly where/],
    ['a mutant and a reason for none', `${good}  mutant: a-b\n  no_mutant_because: x\n`, /no_mutant_because: .* both/],
    ['a mutant of another form', `${good}  mutant: A_b\n`, /^l\.yaml:10: mutant: /],
    ['a mutant that only begins as one', `${good}  mutant: a-b_c\n`, /^l\.yaml:10: mutant: /],
    ...['no_mutant_because: x', 'checked_by: nothing else changed'].map((column): [string, string, RegExp] => [
      `${column} where nothing is checked`,
      `${good.replace('checked', 'planned')}  ${column}\n`,
      /^l\.yaml:9: state: expected checked: only then/,
    ]),
    ['a sentence that checks nothing', `${good}  checked_by: no Pods exist\n`, /^l\.yaml:10: checked_by: /],
    ['a need that is no capability', good.replace('[]', '[gcc]'), /^l\.yaml:7: needs: expected names of .*: gc, node-/],
    ['a core row that needs a fault', good.replace('[]', '[node-fault]'), /^l\.yaml:6: profile: expected extended:fau/],
    [
      'a row of fault injection that needs no fault',
      good.replace('core', 'extended:fault-injection'),
      /^l\.yaml:7: needs: expected a fault that is injected: node-fault/,
    ],
    ['the same id twice', good + good, /^l\.yaml:10: id: SS-ORD-001 is there twice/],
    ['an unknown field of a list', good.replace('[KEP-1]', '[KEP-1, 5]'), /^l\.yaml:4: source\.1: /],
    ['text that is not YAML', `${good}  : [`, /^l\.yaml:\d+: not YAML/],
    ['an empty file', '', /l\.yaml:1: /],
  ]
  for (const [what, text, message] of mistakes) {
    it(`refuses ${what}, naming file, line and field`, () => {
      expect(() => parseGuarantees(text, 'l.yaml', ordering)).to.throw(LedgerError, message)
    })
  }
})

describe('the ledger', () => {
  it('says which file is missing', () => {
    expect(() => loadLedger('nowhere')).to.throw(LedgerError, /nowhere\/capabilities\.yaml: expected a readable file/)
    const folder = mkdtempSync(join(tmpdir(), 'ledger-'))
    try {
      for (const file of ['families.yaml', 'capabilities.yaml']) cpSync(join(product, file), join(folder, file))
      expect(() => loadLedger(folder)).to.throw(LedgerError, /identity\/guarantees\.yaml: expected the guarantees of/)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('holds every row of its files, and every source of them can be looked up', () => {
    const rows = loadLedger(product)
    const written = globSync(join(product, '*/guarantees.yaml')).flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/^- id: (\S+)$/gm)].map(([, id]) => id),
    )
    expect(rows.map(({ id }) => id)).to.have.members(written)
    expect(rows.flatMap(({ source }) => source).filter((source) => !sourceLink(source))).to.deep.equal([])
  })
})

describe('source link', () => {
  const links: [string, string][] = [
    ['docs/a/b#c-d', 'https://kubernetes.io/docs/a/b/#c-d'],
    ['docs/a/b#c', 'https://kubernetes.io/docs/a/b/#c'],
    ['docs/a/b (a sentence)', 'https://kubernetes.io/docs/a/b/'],
    ['kubernetes/pkg/x.go (f)', 'https://github.com/kubernetes/kubernetes/blob/master/pkg/x.go'],
    [
      'kubernetes/test/c.yaml: StatefulSet, Scaling',
      'https://github.com/kubernetes/kubernetes/blob/master/test/c.yaml',
    ],
    ['kubernetes#67250', 'https://github.com/kubernetes/kubernetes/issues/67250'],
    ['release-notes v1.33 #130233', 'https://github.com/kubernetes/kubernetes/issues/130233'],
    ['KEP-961: rounding down', 'https://github.com/kubernetes/enhancements/issues/961'],
  ]
  for (const [source, link] of links) {
    it(`leads from ${source}`, () => {
      expect(sourceLink(source)).to.equal(link)
    })
  }

  it('leads nowhere from what is no page', () => {
    const none = ['hearsay', 'see kubernetes#1', 'as KEP-1 says', 'old docs/a', 'x/kubernetes/pkg/x.go', '1']
    expect(none.filter((source) => sourceLink(source))).to.deep.equal([])
  })
})
