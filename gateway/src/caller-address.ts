import type { IncomingMessage } from 'node:http';
import ipaddr from 'ipaddr.js';
import proxyAddr from 'proxy-addr';

/** Bits of an IPv6 address that name a household; the others its owner chooses. */
const network = 64;

export const isLoopback = (address: string | undefined): boolean =>
  address === '127.0.0.1' || address === '::1' || address === '::ffff:127.0.0.1';

/**
 * Where a request comes from. So many of the machines on its way as are ours are believed what they wrote into `X-Forwarded-For`,
 * the last one first; what is in it beyond them anyone may have written. IPv6 addresses of one network are one.
 */
export function callerAddress(request: IncomingMessage, hops: number): string {
  const peer = request.socket.remoteAddress ?? 'gone';
  const address = hops > 0 ? proxyAddr(request, (_address, hop) => hop < hops) : peer;
  return householdOf(ipaddr.isValid(address) ? address : peer);
}

/** IPv4 addresses as they are, also where they come as IPv6; of others the network. */
export function householdOf(address: string): string {
  if (!ipaddr.isValid(address)) {
    return address;
  }
  const parsed = ipaddr.process(address);
  return parsed.kind() === 'ipv4'
    ? parsed.toString()
    : ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toString()}/${network}`).toString();
}
