import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import type { Answer, QuestionType } from './message.ts'

const types = ['A', 'AAAA', 'CNAME', 'PTR', 'SRV', 'TXT'] as const satisfies QuestionType[]
const expected = { status: z.string().default('NOERROR'), records: z.array(z.string()).default([]) }
const question = z.strictObject({
  type: z.enum(types),
  name: z.string(),
  ...expected,
  coredns: z.strictObject({ ...expected, because: z.string() }).optional(),
})
const list = z.strictObject({
  objects: z.array(z.looseObject({ kind: z.string(), metadata: z.looseObject({ name: z.string() }) })),
  questions: z.array(question),
})

export type ListedQuestion = z.infer<typeof question>
export type QuestionList = z.infer<typeof list>

/** What the placeholders of the list stand for. */
export interface Setting {
  readonly namespace: string
  readonly domain: string
  /** Of Services, by name. */
  readonly clusterIPs: Readonly<Record<string, string>>
}

export type Server = 'ours' | 'coredns'

/** The list of questions, with its placeholders. */
export const questionList = (): QuestionList =>
  list.parse(parse(readFileSync(join(import.meta.dirname, 'testdata/questions.yaml'), 'utf8')))

/** The questions with their placeholders filled in. */
export function filledQuestions(setting: Setting): ListedQuestion[] {
  const { namespace, domain, clusterIPs } = setting
  const fill = (text: string): string =>
    text
      .replaceAll('<namespace>', namespace)
      .replaceAll('<domain>', domain)
      .replace(/<(ip|ptr) ([\w-]+)>/g, (_, what: string, name: string) => {
        const address = clusterIPs[name] ?? ''
        return what === 'ip' ? address : `${address.split('.').reverse().join('.')}.in-addr.arpa`
      })
  const filled = <T extends { records: string[] }>(each: T): T => ({ ...each, records: each.records.map(fill) })
  return questionList().questions.map((each) => ({
    ...filled(each),
    name: fill(each.name),
    ...(each.coredns && { coredns: filled(each.coredns) }),
  }))
}

/** An answer in one line: its status, its records of the type, and whether the name's zone stands behind it. */
export const inLine = ({ status, records, hasSoa }: Answer, type: QuestionType): string =>
  [
    status,
    ...records.flatMap((each) => (each.type === type ? [each.data] : [])).sort(),
    ...(hasSoa ? ['SOA'] : []),
  ].join(' ')

/** The answer that the list expects of a server, in one line. */
export function expectedOf({ coredns, ...specified }: ListedQuestion, server: Server): string {
  const { status, records } = server === 'coredns' && coredns ? coredns : specified
  return [status, ...records.toSorted(), ...(records.length === 0 ? ['SOA'] : [])].join(' ')
}
