/** For tests: a server, the environment, and the proxy that kubectl would take, by Go's rules. */
const proxy = 'http://proxy.test:3128'
export const proxyCases: readonly [string, Record<string, string>, string | undefined][] = [
  ['https://10.1.2.3:6443', {}, undefined],
  ['https://10.1.2.3:6443', { HTTPS_PROXY: proxy }, proxy],
  ['https://10.1.2.3:6443', { https_proxy: proxy }, proxy],
  ['https://10.1.2.3:6443', { HTTP_PROXY: proxy }, undefined],
  ['http://10.1.2.3:6443', { HTTP_PROXY: proxy }, proxy],
  ['https://10.1.2.3:6443', { HTTPS_PROXY: 'proxy.test:3128' }, proxy],
  ['https://127.0.0.1:6443', { HTTPS_PROXY: proxy }, undefined],
  ['https://[::1]:6443', { HTTPS_PROXY: proxy }, undefined],
  ['https://localhost', { HTTPS_PROXY: proxy }, undefined],
  ...(
    [
      ['https://10.1.2.3', '*', false],
      ['https://10.1.2.3', '10.1.2.3', false],
      ['https://10.1.2.3', '10.0.0.0/8, x', false],
      ['https://10.1.2.3', '192.168.0.0/16', true],
      ['https://[fd00::1]', 'fd00::/8', false],
      ['https://[fd00::1]', 'fd00::1', false],
      ['https://api.example.test', 'example.test', false],
      ['https://api.example.test', '.example.test', false],
      ['https://example.test', '.example.test', true],
      ['https://badexample.test', 'example.test', true],
      ['https://api.example.test:6443', 'api.example.test:6443', false],
      ['https://api.example.test:6443', 'api.example.test:443', true],
      ['https://api.example.test', 'other.test', true],
    ] as const
  ).map(
    ([server, exempt, through]) =>
      [server, { HTTPS_PROXY: proxy, NO_PROXY: exempt }, through ? proxy : undefined] as [
        string,
        Record<string, string>,
        string | undefined,
      ],
  ),
]
