/** What browsers may do with answers that are no pages: nothing. Pages say by themselves what they need. */
const contentSecurity = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** What every answer of the gateway carries, whichever way it was made. @param hstsSeconds 0 where it is reached without https. */
export function securityHeaders(hstsSeconds: number): readonly (readonly [string, string])[] {
  return [
    ['cache-control', 'no-store'],
    ['content-security-policy', contentSecurity],
    ['cross-origin-opener-policy', 'same-origin'],
    ['cross-origin-resource-policy', 'same-origin'],
    ['permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()'],
    ['referrer-policy', 'no-referrer'],
    ['x-content-type-options', 'nosniff'],
    ['x-frame-options', 'DENY'],
    ...(hstsSeconds > 0 ? [['strict-transport-security', `max-age=${hstsSeconds}; includeSubDomains`] as const] : []),
  ];
}
