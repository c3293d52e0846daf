/**
 * Holds the DNS server of the reference against the Kubernetes DNS specification and against CoreDNS, with one list of
 * questions (steps/resolver/testdata/questions.yaml). Not a test: `npm run measure:dns -- --target kind`.
 *
 * The objects of the list are created on the cluster, and both servers answer from them: ours over UDP and TCP on this
 * machine, that of the cluster by a Pod of the suite. Exits with 1 where an answer is not the one of the list.
 */
import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { type Api, connectByKubeconfig, type KubeObject, type Manifest, resources } from '../client/index.ts'
import { RUN_LABEL } from '../labels.ts'
import { alarm, askAgain, every, stretched, waits } from '../patience/index.ts'
import { askOverWire, printedAnswer, type Resolver, spelled, type Transport } from '../resolver/index.ts'
import { expectedOf, filledQuestions, inLine, type ListedQuestion, questionList } from '../resolver/questions.ts'
import { startTarget } from '../target/index.ts'
import { serveNames } from '../target/reference.ts'
import { probePodManifest } from '../world/manifest.ts'
import { TargetControl } from '../world/target-control.ts'

const { values } = parseArgs({
  options: {
    target: { type: 'string', default: 'kind' },
    cluster: { type: 'string' },
    nodes: { type: 'string' },
    keep: { type: 'boolean' },
    kubernetes: { type: 'string' },
    assets: { type: 'string' },
    kubeconfig: { type: 'string' },
    context: { type: 'string' },
    image: { type: 'string' },
  },
})

const TRANSPORTS: readonly Transport[] = ['udp', 'tcp']
const spellings = (questions: readonly ListedQuestion[]) =>
  questions.flatMap((question) =>
    TRANSPORTS.map((transport) => ({ question, transport, text: spelled(question.type, question.name, transport) })),
  )

const { target: name, nodes, ...options } = values
const progress = (line: string) => console.error(line)
const target = await startTarget(name, { ...options, ...(nodes && { nodes: Number(nodes) }), parallel: 1, progress })
const kubeconfig = target.kubeconfigs[0] ?? ''
const api = await connectByKubeconfig(kubeconfig, {
  userAgent: () => 'statefulset-conformance (measure:dns)',
  answeredWithin: stretched(waits.requestAnswered.ms),
})
const namespace = `sts-conformance-dns-${randomBytes(3).toString('hex')}`
try {
  process.exitCode = await measure()
} finally {
  await api.remove({ resource: resources.namespaces, name: namespace }).catch(() => {})
  await api.close()
  await target.stop()
}

/** An answer in one line, by the question as it is spelled. */
type Answers = ReadonlyMap<string, string>

async function measure(): Promise<number> {
  const clusterIPs = await createObjects(api)
  const own = await new TargetControl(target.controls[0]).resolver()
  // Where the target names a DNS server, it is ours.
  const ours = own ? undefined : await serveNames(kubeconfig)
  const resolver = own ?? ours?.resolver
  if (!resolver) throw new Error('expected the DNS server of the reference to run, found none')
  try {
    const questions = filledQuestions({ namespace, domain: resolver.domain, clusterIPs })
    const answers = await askOurs(resolver, questions)
    const others = own ? undefined : await askCluster(api, questions, target.image)
    return report(questions, answers, others)
  } finally {
    await ours?.stop()
  }
}

async function createObjects({ create }: Api): Promise<Record<string, string>> {
  const labels = { [RUN_LABEL]: namespace }
  await create(resources.namespaces, undefined, {
    ...{ apiVersion: 'v1', kind: 'Namespace' },
    metadata: { name: namespace, labels },
  })
  const clusterIPs: Record<string, string> = {}
  for (const object of questionList().objects) {
    const resource = resources.resourceOfKind(object.kind)
    if (!resource) throw new Error(`expected a kind that the suite knows, found ${object.kind}`)
    const { metadata, spec } = await create<KubeObject>(resource, namespace, object as unknown as Manifest)
    clusterIPs[metadata.name] = String(spec?.['clusterIP'])
  }
  return clusterIPs
}

/** The server follows watches: an answer that is not the expected one may still become it. */
async function askOurs(resolver: Resolver, questions: readonly ListedQuestion[]): Promise<Answers> {
  const answers = new Map<string, string>()
  for (const { question, transport, text } of spellings(questions)) {
    const { type, name: asked } = question
    const whole = asked.endsWith('.') ? asked.slice(0, -1) : `${asked}.${resolver.domain}`
    const ask = async () => {
      const signal = AbortSignal.timeout(stretched(waits.dnsReplies.ms))
      answers.set(text, inLine(await askOverWire(resolver, { name: whole, type }, { transport, signal }), type))
      return answers.get(text) === expectedOf(question, 'ours') || undefined
    }
    await askAgain(ask, { what: text, every: every.dns, atMost: waits.afterFailure.ms }).catch(() => {})
  }
  return answers
}

/** Has a Pod ask all questions, until each has the expected answer or has had its time. */
async function askCluster(client: Api, questions: readonly ListedQuestion[], image: string): Promise<Answers> {
  const asked = new Map(spellings(questions).map(({ text, question }) => [text, question]))
  const pod = { resource: resources.pods, namespace, name: 'asks' }
  await client.create(resources.pods, namespace, probePodManifest(image, pod.name, ['ask-dns', ...asked.keys()]))
  const over = new AbortController()
  const cancel = alarm(stretched(waits.containerRuns.ms + waits.dnsFollows.ms), () => over.abort())
  const answers = new Map<string, string>()
  try {
    await untilRuns(client, pod.name, over.signal)
    for await (const line of await client.log(pod, over.signal)) {
      const printed = printedAnswer(line)
      const question = asked.get(printed?.question ?? '')
      if (!printed || !question) continue
      const { answer } = printed
      answers.set(printed.question, typeof answer === 'string' ? answer : inLine(answer, question.type))
      if ([...asked].every(([text, each]) => answers.get(text) === expectedOf(each, 'coredns'))) break
    }
  } catch (error) {
    if (!over.signal.aborted) throw error
  } finally {
    cancel()
    over.abort()
  }
  return answers
}

async function untilRuns(client: Api, pod: string, signal: AbortSignal): Promise<void> {
  for await (const { object } of await client.watch(resources.pods, namespace, undefined, signal))
    if (object.metadata.name === pod && object.status?.['phase'] === 'Running') return
}

/** Prints what differs. @returns the exit code */
function report(questions: readonly ListedQuestion[], ours: Answers, theirs: Answers | undefined): number {
  let wrong = 0
  const compare = (who: string, text: string, expected: string, found = 'no answer') => {
    if (expected === found) return
    wrong++
    console.log(`${text}\n  expected of ${who}: ${expected}\n  found:${' '.repeat(who.length + 7)}${found}`)
  }
  for (const { question, text } of spellings(questions)) {
    compare('ours', text, expectedOf(question, 'ours'), ours.get(text))
    if (theirs) compare('CoreDNS', text, expectedOf(question, 'coredns'), theirs.get(text))
  }
  const known = questions.filter(({ coredns }) => coredns)
  for (const { type, name: asked, coredns } of known)
    console.log(`known: ${type} ${asked}: CoreDNS: ${coredns?.because}`)
  const servers = theirs ? 'ours and CoreDNS' : 'ours'
  console.log(
    `${questions.length} questions over UDP and TCP to ${servers}: ${wrong} unexpected answers, ${known.length} known differences`,
  )
  return wrong === 0 ? 0 : 1
}
