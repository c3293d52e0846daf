/** A known reason why kind fails, by what it prints. */
interface Reason {
  readonly seen: RegExp
  readonly expected: string
  readonly found: (context: Context) => string
  readonly remedy: (context: Context) => string
  /** Identifies the kind of failure. */
  readonly failure?: typeof NameTaken
}

/** The context of a failure besides the output of kind. */
export interface Context {
  /** docker, podman or nerdctl. */
  readonly engine: string
  readonly image?: string
}

/** Nodes of the name that was ordered are there already: they are somebody else's. */
export class NameTaken extends Error {}

/** The messages of kind where it cannot find its engine, reach it, get an image, or start Kubernetes. */
const reasons: readonly Reason[] = [
  {
    seen: /^suite: no kind/,
    expected: '`kind` in PATH',
    found: () => 'no such program',
    remedy: () =>
      'install kind (0.20 or newer; see kind.sigs.k8s.io), or certify a running cluster: --target kubeconfig',
  },
  {
    seen: /executable file not found in \$PATH|^suite: no engine/,
    expected: 'docker, podman or nerdctl in PATH',
    found: ({ engine }) =>
      engine === 'docker' ? 'none of them' : `no ${engine}, which KIND_EXPERIMENTAL_PROVIDER names`,
    remedy: () => 'install one; if there are several, KIND_EXPERIMENTAL_PROVIDER=podman (or nerdctl) chooses',
  },
  {
    seen: /^suite: no answer|Cannot connect to the Docker daemon|Cannot connect to Podman|permission denied while trying to connect|cannot access containerd socket|rootless containerd not running|connection refused/i,
    expected: 'a container engine that answers',
    found: ({ engine }) => `that \`${engine}\` cannot reach its daemon, or may not`,
    remedy: ({ engine }) =>
      `start it, look at DOCKER_HOST, or use an account that may use it; \`${engine} info\` must succeed`,
  },
  {
    seen: /failed to pull image|pull access denied|manifest unknown|no such image|image not known/i,
    expected: 'a node image that is here or can be pulled',
    found: ({ image, engine }) => `${image ?? 'the image of this kind release'}, which \`${engine} pull\` does not get`,
    remedy: () => 'check its name, or give another with --node-image (or KIND_NODE_IMAGE); offline, load it first',
  },
  {
    seen: /cannot allocate memory|out of memory|OOMKilled|oom-kill|exit status 137|signal: killed/i,
    expected: 'enough memory for the nodes',
    found: () => 'a program in a node was killed or got no memory',
    remedy: ({ engine }) => `give ${engine} more memory, end other containers, or ask for fewer --nodes`,
  },
  {
    seen: /too many open files|no space left on device/i,
    expected: 'room on the disk and for inotify watches',
    found: () => 'neither may run out: see the lines below',
    remedy: ({ engine }) => `\`${engine} system prune\`, or raise fs.inotify.max_user_instances and max_user_watches`,
  },
  {
    seen: /node\(s\) already exist for a cluster with the name/,
    failure: NameTaken,
    expected: 'a cluster name that is free',
    found: () => 'nodes of that name, from a cluster that was not made completely or is being made',
    remedy: () => '`kind delete cluster --name NAME`, then try again',
  },
  {
    seen: /could not locate any control plane/,
    expected: 'a cluster of that name (`kind get clusters` lists them)',
    found: () => 'none',
    remedy: () => 'create it, or leave --cluster out to get one for this run',
  },
  {
    seen: /could not find a log line that matches|failed to init node|timed out waiting for the condition/i,
    expected: 'nodes on which Kubernetes comes up',
    found: () => 'nodes that started and did not become a cluster',
    remedy: () => 'look at the exported logs of the nodes; an image made for another kind release is the usual reason',
  },
]

/**
 * Returns an error with the expectation, the finding and the remedy, for any output of kind. What the suite has
 * found by itself comes as a line that begins with `suite: ` instead.
 */
export function explainFailure(operation: string, output: string, context: Context, cause?: unknown): Error {
  const reason = reasons.find(({ seen }) => seen.test(output))
  const meaning = reason
    ? `expected ${reason.expected}, found ${reason.found(context)}.\n${capitalised(reason.remedy(context))}.`
    : 'kind failed for a reason that the suite does not know.'
  const printed = output.split('\n').filter((line) => line.trim() && !line.startsWith('suite: '))
  const lastLines = printed.slice(-8)
  const Failure = reason?.failure ?? Error
  return new Failure([`${operation}: ${meaning}`, ...lastLines.map((line) => `  ${line.slice(0, 400)}`)].join('\n'), {
    cause,
  })
}

const capitalised = (text: string): string => (/^[`']/.test(text) ? text : text.charAt(0).toUpperCase() + text.slice(1))
