import { isDeepStrictEqual } from 'node:util'
import { awaitTrace } from '../observe/await-trace.ts'
import { lastAnswer } from '../observe/facts/resolved.ts'
import type { Resolved, Trace } from '../observe/trace.ts'
import { every, pause, stretched, waits } from '../patience/index.ts'
import { type Answer, askOverWire, printedAnswer, type Resolver, spelled } from '../resolver/index.ts'
import { HarnessError } from './errors.ts'

type Type = Resolved['type']

interface Parts {
  readonly trace: Trace
  /** The DNS server that this machine can ask; without one, a Pod asks. */
  readonly resolver: Resolver | undefined
  /** Has a Pod of the suite send questions until the scenario ends, and takes what it prints. */
  readonly askInPod: (questions: readonly string[], take: (line: string) => void) => Promise<void>
}

/**
 * The questions of a scenario to the cluster's DNS. DNS tells nobody when a record changes, so a question is asked again
 * as long as a step waits for its answer; an answer that differs from the last one is an entry of the trace.
 */
export class DnsQuestions {
  readonly #parts: Parts
  #asking = new AbortController()

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /**
   * Asks from now on, until `stop`.
   * @param name without the cluster domain
   * @throws HarnessError if no answer comes that tells whether there are such records
   */
  async ask(name: string, types: readonly Type[]): Promise<void> {
    const { trace, resolver, askInPod } = this.#parts
    const { signal } = this.#asking
    if (resolver) await Promise.all(types.map((type) => this.#begin(resolver, { name, type }, signal)))
    else
      await askInPod(
        types.map((type) => spelled(type, name)),
        (line) => this.#take(line),
      )
    const isAnswered = () => types.every((type) => lastAnswer(trace, name, type))
    await awaitTrace(trace, waits.dnsAnswers, `the DNS of the cluster answers about ${name}`, isAnswered).catch(
      (cause: Error) => {
        throw cause.name === 'HistoryLost' ? cause : new HarnessError(cause.message, { cause })
      },
    )
  }

  /** Stops repeating the questions that were asked so far. */
  stop(): void {
    this.#asking.abort()
    this.#asking = new AbortController()
  }

  /** Resolves with the first answer; the question is asked again meanwhile. */
  async #begin(resolver: Resolver, question: { name: string; type: Type }, stopped: AbortSignal): Promise<void> {
    const again = async () => {
      while (!stopped.aborted) {
        await pause(every.dns)
        if (!stopped.aborted) await this.#askOnce(resolver, question, stopped)
      }
    }
    await this.#askOnce(resolver, question, stopped)
    void again()
  }

  async #askOnce(
    resolver: Resolver,
    { name, type }: { name: string; type: Type },
    stopped: AbortSignal,
  ): Promise<void> {
    const { domain } = resolver
    const signal = AbortSignal.timeout(stretched(waits.dnsReplies.ms))
    const answer = await askOverWire(resolver, { name: `${name}.${domain}`, type }, { transport: 'udp', signal }).catch(
      (error: Error) => error.message,
    )
    if (!stopped.aborted) this.#record({ name, domain, type }, answer)
  }

  #take(line: string): void {
    const printed = printedAnswer(line)
    const [, type, name = ''] = printed?.question.split('/') ?? []
    if (printed) this.#record({ name, domain: printed.domain, type: type as Type }, printed.answer)
  }

  #record(question: Pick<Resolved, 'name' | 'domain' | 'type'>, answer: Answer | string): void {
    const { trace } = this.#parts
    const { type, name } = question
    const records =
      typeof answer === 'string' ? [] : answer.records.filter((each) => each.type === type).map(({ data }) => data)
    const status = typeof answer === 'string' ? 'unanswered' : answer.status
    const entry = { kind: 'resolved', ...question, status, records } as const
    const last = trace.entries.findLast((each) => each.kind === 'resolved' && each.name === name && each.type === type)
    const { seq: _, at: __, ...before } = last ?? { seq: 0, at: 0 }
    if (!isDeepStrictEqual(before, entry)) trace.add(entry)
  }
}
