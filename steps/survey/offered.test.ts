import { describe, it } from 'node:test'
import { expect } from 'chai'
import { type Finding, lack } from './answer.ts'
import type { Survey } from './index.ts'
import { withOffered } from './offered.ts'

const dns = lack('dns', 'there is no cluster DNS', 'run CoreDNS')
const gc = lack('gc', 'nobody collects garbage', 'run it')
const warning = { severity: 'warning', text: 'a webhook', remedy: 'exempt namespaces' } as const
const both = { severity: 'missing', text: 'no look', remedy: 'grant it', about: ['dns', 'gc'] } as const
const findings: Finding[] = [...(dns.findings ?? []), ...(gc.findings ?? []), warning, both]
const survey: Pick<Survey, 'findings' | 'lacking' | 'capabilities'> = {
  findings,
  lacking: { ...dns.lacking, ...gc.lacking },
  capabilities: ['endpoints', 'forget'],
}
const texts = (offered: string[]) => withOffered(survey, offered).findings.map(({ text }) => text)

describe('a cluster with a control endpoint', () => {
  it('has what the endpoint offers, once', () => {
    const { capabilities } = withOffered(survey, ['dns', 'forget'])
    expect(capabilities).to.deep.equal(['endpoints', 'forget', 'dns'])
  })

  it('does not lack it', () => {
    expect(withOffered(survey, ['dns']).lacking).to.deep.equal({ gc: 'nobody collects garbage' })
    expect(texts(['dns'])).to.deep.equal(['nobody collects garbage', 'a webhook', 'no look'])
    expect(texts(['dns', 'gc'])).to.deep.equal(['a webhook'])
  })

  it('is as it was where the endpoint offers nothing', () => {
    expect(withOffered(survey, [])).to.deep.equal(survey)
  })
})
