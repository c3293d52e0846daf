import type { Finding } from './answer.ts'

interface Found {
  readonly findings: readonly Finding[]
  readonly lacking: Readonly<Record<string, string>>
  readonly capabilities: readonly string[]
}

/** What the cluster lacks and the control endpoint of the target offers is there: nobody is told that it is missing. */
export function withOffered<S extends Found>(
  survey: S,
  offered: readonly string[],
): S & { readonly capabilities: readonly string[] } {
  const isOffered = (capability: string) => offered.includes(capability)
  return {
    ...survey,
    findings: survey.findings.filter(({ about = [] }) => about.length === 0 || !about.every(isOffered)),
    lacking: Object.fromEntries(Object.entries(survey.lacking).filter(([capability]) => !isOffered(capability))),
    capabilities: [...new Set([...survey.capabilities, ...offered])],
  }
}
