import { lookup, Resolver } from 'node:dns/promises';
import ipaddr from 'ipaddr.js';

export interface AddressRules {
  /** Loopback, and http to it, are let through: for tests and a fair on one machine. */
  local: boolean;
  /** Every address that a host's name stands for. @throws where it stands for none. */
  resolve: (host: string) => Promise<ResolvedAddress[]>;
}

export interface ResolvedAddress {
  address: string;
  family: number;
}

/** Asks the system for all addresses of a name, in its order. */
export const resolveBySystem = (host: string): Promise<ResolvedAddress[]> =>
  lookup(host, { all: true, verbatim: true });

/**
 * Asks the name servers themselves. The system's way occupies one of Node's four threads until it answers, so that a few names whose
 * servers are silent would hold up all receivers; and it reads the machine's own hosts file, where nothing public is.
 */
export async function resolveByNameServers(host: string): Promise<ResolvedAddress[]> {
  const servers = new Resolver({ timeout: 2_000, tries: 2 });
  const [four, six] = await Promise.allSettled([servers.resolve4(host), servers.resolve6(host)]);
  const of = (found: PromiseSettledResult<string[]>, family: number) =>
    found.status === 'fulfilled' ? found.value.map((address) => ({ address, family })) : [];
  return [...of(four, 4), ...of(six, 6)];
}

export const publicOnly: AddressRules = { local: false, resolve: resolveByNameServers };
export const localToo: AddressRules = { local: true, resolve: resolveBySystem };

/** Why nothing is sent to an address: not the receiver's answer, but a rule of the fair. */
export class AddressRefused extends Error {
  constructor(readonly rule: string) {
    super(rule);
    this.name = 'AddressRefused';
  }
}

const longestUrl = 2_048;
const lowestOwnPort = 1_024;
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * The address of a receiver as it will be called. `URL` reads a host as a browser does, so that 0x7f.1, 2130706433 and 0177.0.0.1
 * are all 127.0.0.1 here. What a name stands for is asked by `resolvedAllowed`, at each attempt anew.
 *
 * @throws AddressRefused naming the rule that it breaks.
 */
export function requireAllowedUrl(text: string, { local }: AddressRules): URL {
  const url = URL.canParse(text) && text.length <= longestUrl ? new URL(text) : undefined;
  if (!url) {
    throw new AddressRefused(
      `must be an address of at most ${longestUrl} characters, such as https://example.org/events`,
    );
  }
  const loopback = local && isLoopback(hostOf(url));
  if (url.protocol !== 'https:' && !(loopback && url.protocol === 'http:')) {
    throw new AddressRefused('must begin with https://');
  }
  if (url.username || url.password) {
    throw new AddressRefused('must not contain a user name or a password: the signature says who is calling');
  }
  if (url.hash) {
    throw new AddressRefused('must not have a fragment');
  }
  if (!loopback && url.port !== '' && Number(url.port) < lowestOwnPort) {
    throw new AddressRefused(`must have the port 443 or one from ${lowestOwnPort} on`);
  }
  if (ipaddr.isValid(hostOf(url))) {
    requireAllowedAddress(hostOf(url), { local });
  }
  return url;
}

/**
 * What a host's name stands for, all of it allowed: one refused address among them refuses the name.
 *
 * @throws AddressRefused
 */
export async function resolvedAllowed(host: string, rules: AddressRules): Promise<ResolvedAddress[]> {
  if (ipaddr.isValid(host)) {
    requireAllowedAddress(host, rules);
    return [{ address: host, family: ipaddr.parse(host).kind() === 'ipv4' ? 4 : 6 }];
  }
  const found = await rules.resolve(host).catch(() => []);
  if (found.length === 0) {
    throw new AddressRefused('must name a host that can be found');
  }
  found.forEach(({ address }) => requireAllowedAddress(address, rules));
  return found;
}

/** Public unicast only. @throws AddressRefused naming what the address is instead. */
export function requireAllowedAddress(address: string, { local }: Pick<AddressRules, 'local'>): void {
  const parsed = ipaddr.parse(address);
  const range = parsed.range();
  if (local && range === 'loopback') {
    return;
  }
  const isPublic = range === 'unicast' && (parsed.kind() === 'ipv4' || (parsed as ipaddr.IPv6).match(globalUnicast));
  if (!isPublic) {
    throw new AddressRefused(`must lead to the public internet, which an address that is ${words(range)} does not`);
  }
}

/** A URL's host without the brackets of IPv6. */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '');

const isLoopback = (host: string): boolean =>
  host === 'localhost' || (ipaddr.isValid(host) && ipaddr.parse(host).range() === 'loopback');

const words = (range: string): string =>
  range === 'unicast' ? 'reserved' : range.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
