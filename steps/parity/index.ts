/**
 * Parity compares the embedded API server with kube-apiserver, request by request. README.md lists the requests that are
 * in the corpus, what of a response must be equal, and how a request is written.
 *
 * `corpus/stories` holds the requests by family, `corpus/recorded` what a real kube-apiserver responded, and
 * `corpus/differences.yaml` the few responses that differ, each with its reason. masks.ts replaces what two servers
 * cannot have in common; compared.ts leaves out the wording. `npm run parity` compares the embedded server with the
 * record; `-- --record` writes the record from a real control plane; `-- --live` checks the record against one.
 */
export { type Family, familyNames, readDifferences, readFamily, readRecord, writeRecord } from './corpus.ts'
export { type Judgement, judged } from './judge.ts'
export { playFamily, type Server } from './play.ts'
export { failures, printed } from './print.ts'
