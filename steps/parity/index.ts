/**
 * Parity: does the embedded API server answer as kube-apiserver does?
 *
 * The suite's word about a controller is worth what the server under it is worth. So requests are kept in `corpus/`
 * together with what a real kube-apiserver answered to each: `stories/` by family, `recorded/` beside it, and in
 * `differences.yaml` the few answers that are not alike, each with its reason. Whatever server is asked, the same
 * requests are sent over HTTP and the answers compared after what two servers can't share is masked (masks.ts).
 *
 * `npm run parity` compares the embedded server with the record; `-- --record` writes the record anew from a real
 * control plane; `-- --live` asks one whether the record is still what it answers.
 */
export { type Family, familyNames, readDifferences, readFamily, readRecord, writeRecord } from './corpus.ts'
export { type Judgement, judged } from './judge.ts'
export { playFamily, type Server } from './play.ts'
export { failures, printed } from './print.ts'
