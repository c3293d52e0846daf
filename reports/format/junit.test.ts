import { describe, it } from 'node:test'
import { expect } from 'chai'
import { junitXml } from './junit.ts'
import { action, deviating, deviation, evidence, example, informativeExample, traceOf } from './testdata/hand-made.ts'

const all = [
  example('ordering/creation [1]'),
  example('ordering/creation [2]', { ending: 'non-conformant', because: 'a < b & "c"\u0007' }),
  example('ordering/creation [3]', { ending: 'harness error', because: 'Error: no watch\nsecond line' }),
  example('storage/claims [1]', { ending: 'not applicable', because: 'no such feature', feature: 'Claims' }),
]

describe('JUnit', () => {
  const xml = junitXml(evidence(all, { trace: traceOf(action(1)) }))

  it('has a suite per feature and a case per example, with file and line', () => {
    expect(xml.match(/<testsuite [^>]+>/g)).to.deep.equal([
      '<testsuite name="Ordered creation" file="features/ordering/creation.feature" tests="3" failures="1" errors="1" skipped="0" time="6">',
      '<testsuite name="Claims" file="features/storage/claims.feature" tests="1" failures="0" errors="0" skipped="1" time="2">',
    ])
    expect(xml.match(/<testcase /g)).to.have.lengthOf(4)
    expect(xml).to.contain('<testcase name="ordering/creation [1] Pods MUST be created in order: an example"')
    expect(xml).to.contain('classname="ordering/creation" file="features/ordering/creation.feature" line="7" time="2"')
  })

  it('names a case by its title where it is in no Rule, and a suite by its file where the feature has no name', () => {
    const alone = junitXml(evidence([example('ordering/creation [1]', { rule: '', feature: '' })]))
    expect(alone).to.contain('<testcase name="ordering/creation [1] an example"')
    expect(alone).to.contain('<testsuite name="features/ordering/creation.feature"')
    expect(alone).to.contain(' time="2"/>\n</testsuite>')
  })

  it('tells violations, harness errors and what does not apply apart', () => {
    expect(xml).to.contain('<failure type="non-conformant" message="Pods MUST be created in order (SS-ORD-001)">')
    expect(xml).to.contain('<error type="harness error" message="Error: no watch&#10;second line">')
    expect(xml).to.contain('<skipped message="no such feature"/>')
  })

  it('fails for nothing that is excused', () => {
    const excused = [
      deviating('ordering/creation [1]', deviation('SS-ORD-001')),
      informativeExample('ordering/creation [2]'),
      example('ordering/creation [3]', { ending: 'not applicable', because: 'no such feature' }),
    ]
    const [suites, ...messages] = junitXml(evidence(excused)).match(/<testsuites [^>]+>|<skipped [^>]+>/g) ?? []
    expect(suites).to.contain('tests="3" failures="0" errors="0" skipped="3"')
    expect(messages).to.deep.equal([
      '<skipped message="documented deviation: Pods MUST be created in order (SS-ORD-001)"/>',
      '<skipped message="informative: Pods MUST be created in order (SS-ORD-001)"/>',
      '<skipped message="no such feature"/>',
    ])
  })

  it('tells a failure as the console does, and escapes what others wrote', () => {
    expect(xml)
      .to.match(/^because {4}a &lt; b &amp; "c"\ufffd$/m)
      .and.match(/^by hand .*\n +kubectl create namespace/m)
  })
})
