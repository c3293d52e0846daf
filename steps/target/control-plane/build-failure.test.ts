import { describe, it } from 'node:test'
import { expect } from 'chai'
import { explainBuildFailure } from './build-failure.ts'

describe('a build that fails', () => {
  for (const [output, meaning] of [
    ['no go', 'there is no `go` in PATH: install Go 1.26.0 or newer'],
    [
      'go: go.mod requires go >= 1.26.0 (running go 1.24.1; GOTOOLCHAIN=local)',
      'Go is too old: install Go 1.26.0 or newer',
    ],
    ['go: download go1.26.0 for linux/amd64: toolchain not available', 'Go is too old'],
    ['k8s.io/api@v0.36.3: Get "https://proxy/…": dial tcp: lookup proxy: no such host', 'could not fetch modules'],
    ['go: k8s.io/api@v0.36.3: reading https://proxy/…: 404 Not Found', 'could not fetch modules'],
    ['go: k8s.io/api@v0.36.3: module lookup disabled by GOPROXY=off', 'could not fetch modules'],
    ['verifying k8s.io/api@v0.36.3: checksum mismatch', 'not the one that go.sum names'],
    ['mkdir /tmp/go-build1: no space left on device', 'the disk is full'],
    ['compile: signal: killed', 'out of memory'],
    ['open /root/.cache/go-build/x: permission denied', 'not writable'],
    ['something else', 'go build failed'],
  ] as const) {
    it(`is explained: ${output}`, () => {
      const { message } = explainBuildFailure({ kubernetes: 'v1.36.3', go: '1.26.0' }, output)
      expect(message)
        .to.include('Kubernetes v1.36.3 could not be built')
        .and.include(meaning)
        .and.include('--assets DIR')
    })
  }

  it('shows the last lines of a long output', () => {
    const output = Array.from({ length: 100 }, (_, line) => `line ${line}`).join('\n')
    const { message } = explainBuildFailure({ kubernetes: 'v1.36.3', go: '1.26.0' }, output)
    expect(message).to.include('line 99').and.not.include('line 91\n')
  })
})
