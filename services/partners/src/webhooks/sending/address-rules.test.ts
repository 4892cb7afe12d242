import {
  AddressRefused,
  localToo,
  requireAllowedUrl,
  resolvedAllowed,
  publicOnly,
  type AddressRules,
} from './address-rules.js';

const resolving = (...addresses: string[]): AddressRules => ({
  local: false,
  resolve: async () => addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
});
const refusal = (url: string, rules = publicOnly): string => {
  try {
    requireAllowedUrl(url, rules);
    return 'let through';
  } catch (error) {
    return (error as AddressRefused).rule;
  }
};

test.each([
  'https://example.org/events',
  'https://example.org:8443/events?of=fair',
  'https://93.184.215.14/',
  'https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/',
])('lets %s through', (url) => {
  expect(requireAllowedUrl(url, publicOnly).href).toBe(url);
});

test.each([
  ['https://127.0.0.1/', 'loopback'],
  ['https://0x7f.1/', 'loopback'],
  ['https://0x7f000001/', 'loopback'],
  ['https://2130706433/', 'loopback'],
  ['https://0177.0.0.1/', 'loopback'],
  ['https://017700000001/', 'loopback'],
  ['https://127.1/', 'loopback'],
  ['https://１２７.０.０.１/', 'loopback'],
  ['https://0.0.0.0/', 'unspecified'],
  ['https://0/', 'unspecified'],
  ['https://10.1.2.3/', 'private'],
  ['https://172.16.0.1/', 'private'],
  ['https://192.168.1.1/', 'private'],
  ['https://169.254.169.254/latest/meta-data', 'link local'],
  ['https://0xa9fea9fe/', 'link local'],
  ['https://100.100.100.200/', 'carrier grade nat'],
  ['https://224.0.0.1/', 'multicast'],
  ['https://255.255.255.255/', 'broadcast'],
  ['https://240.0.0.1/', 'reserved'],
  ['https://192.0.2.1/', 'reserved'],
  ['https://[::1]/', 'loopback'],
  ['https://[::]/', 'unspecified'],
  ['https://[::ffff:7f00:1]/', 'ipv4 mapped'],
  ['https://[::ffff:127.0.0.1]/', 'ipv4 mapped'],
  ['https://[::ffff:93.184.215.14]/', 'ipv4 mapped'],
  ['https://[::7f00:1]/', 'reserved'],
  ['https://[64:ff9b::7f00:1]/', 'rfc6052'],
  ['https://[2002:7f00:1::]/', '6to4'],
  ['https://[fe80::1]/', 'link local'],
  ['https://[fc00::1]/', 'unique local'],
  ['https://[fd00:ec2::254]/', 'unique local'],
  ['https://[ff02::1]/', 'multicast'],
])('refuses %s as %s', (url, range) => {
  expect(refusal(url)).toBe(`must lead to the public internet, which an address that is ${range} does not`);
});

test.each([
  ['http://example.org/', 'must begin with https://'],
  ['ftp://example.org/', 'must begin with https://'],
  ['file:///etc/passwd', 'must begin with https://'],
  ['https://user:word@example.org/', 'must not contain a user name or a password: the signature says who is calling'],
  ['https://example.org/#here', 'must not have a fragment'],
  ['https://example.org:22/', 'must have the port 443 or one from 1024 on'],
  ['https://example.org:6379/', 'let through'],
  ['example.org', 'must be an address of at most 2048 characters, such as https://example.org/events'],
  [`https://example.org/${'x'.repeat(2_048)}`, expect.stringContaining('at most 2048 characters')],
])('says of %s: %s', (url, rule) => {
  expect(refusal(url)).toEqual(rule);
});

test.each(['127.0.0.1', '169.254.169.254', '::1', '::ffff:10.0.0.1', 'fd00::1'])(
  'refuses a name that stands for %s, also beside a public address',
  async (address) => {
    await expect(resolvedAllowed('example.org', resolving(address))).rejects.toThrow(AddressRefused);
    await expect(resolvedAllowed('example.org', resolving('93.184.215.14', address))).rejects.toThrow(AddressRefused);
  },
);

test('refuses a name that stands for nothing', async () => {
  await expect(resolvedAllowed('example.org', resolving())).rejects.toThrow('must name a host that can be found');
  const failing = { local: false, resolve: () => Promise.reject(new Error('ENOTFOUND')) };
  await expect(resolvedAllowed('example.org', failing)).rejects.toThrow('must name a host that can be found');
});

test('the local mode lets loopback through, by http too and at any port, and nothing else', async () => {
  for (const url of ['http://127.0.0.1:81/', 'http://localhost:3000/', 'http://[::1]:3000/', 'https://127.0.0.1/']) {
    expect(requireAllowedUrl(url, localToo).href).toBe(url);
  }
  expect(refusal('http://example.org/', localToo)).toBe('must begin with https://');
  expect(refusal('https://10.0.0.1/', localToo)).toContain('private');
  expect(refusal('https://169.254.169.254/', localToo)).toContain('link local');
  await expect(resolvedAllowed('x', { ...resolving('192.168.0.1'), local: true })).rejects.toThrow('private');
});

test('a name of this machine is no public name: the name servers are asked, not the hosts file', async () => {
  await expect(resolvedAllowed('localhost', publicOnly)).rejects.toThrow(AddressRefused);
  expect(await resolvedAllowed('localhost', localToo)).not.toEqual([]);
});
