/** Known reasons for a failing `go build`, by what it prints, each with what to do about it. */
const reasons: { readonly seen: RegExp; readonly meaning: (go: string) => string }[] = [
  { seen: /^no go$/, meaning: (go) => `there is no \`go\` in PATH: install Go ${go} or newer` },
  {
    seen: /requires go >= |toolchain not available|cannot find "?go\d[\d.]*"? in PATH|download go\d/,
    meaning: (go) => `Go is too old: install Go ${go} or newer (\`go version\` prints the installed one)`,
  },
  {
    seen: /checksum mismatch|SECURITY ERROR/,
    meaning: () => 'a module is not the one that go.sum names: look at the proxy that `go env GOPROXY` names',
  },
  {
    seen: /no space left on device|disk quota exceeded/i,
    meaning: () =>
      'the disk is full: about 5 GB are needed in the folders of `go env GOCACHE GOMODCACHE GOTMPDIR` and of XDG_CACHE_HOME',
  },
  {
    seen: /dial tcp|no such host|i\/o timeout|proxyconnect|connection refused|TLS handshake|x509:|module lookup disabled|Forbidden|Gone|Not Found|Bad Gateway|Service Unavailable|unexpected EOF/,
    meaning: () => 'Go could not fetch modules: look at the network and at `go env GOPROXY GONOSUMDB`',
  },
  {
    seen: /signal: killed|cannot allocate memory/,
    meaning: () => 'the compiler ran out of memory: about 3 GB are needed',
  },
  {
    seen: /permission denied|read-only file system/i,
    meaning: () => 'a folder is not writable: look at `go env GOCACHE GOMODCACHE` and XDG_CACHE_HOME',
  },
]

/** Returns an error with the reason why the control plane could not be built, and the remedy. */
export function explainBuildFailure(plan: { kubernetes: string; go: string }, output: string, cause?: unknown): Error {
  const meaning = reasons.find(({ seen }) => seen.test(output))?.meaning(plan.go) ?? 'go build failed'
  const lastLines = output.split('\n').filter(Boolean).slice(-8)
  return new Error(
    [
      `Kubernetes ${plan.kubernetes} could not be built: ${meaning}.`,
      'Or give --assets DIR (or KUBEBUILDER_ASSETS) with etcd, kube-apiserver and kube-controller-manager in it.',
      ...(output === 'no go' ? [] : lastLines.map((line) => `  ${line}`)),
    ].join('\n'),
    { cause },
  )
}
