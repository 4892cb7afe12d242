import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Routes } from '@maarad/shared/runtime';
import type { GatewayConfig } from './config.js';
import { packageFolder } from './package-folder.js';
import { page } from './web-pages.js';

const built = join(packageFolder, 'console', 'dist', 'web');

type Issuer = Pick<GatewayConfig, 'OIDC_ISSUER' | 'OIDC_CONSOLE_CLIENT'>;

/** Scripts, styles and answers come from here and nowhere else, but tokens from their issuer; nothing is written into the page. */
const contentSecurity = ({ OIDC_ISSUER }: Issuer) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    `connect-src 'self'${OIDC_ISSUER ? ` ${new URL(OIDC_ISSUER).origin}` : ''}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** The page for those who run the fair, from the files that its build made; no route where it was not built. */
export function consolePages(issuer: Issuer): Routes {
  if (!existsSync(join(built, 'index.html'))) {
    return {};
  }
  const security = contentSecurity(issuer);
  const file = (...path: string[]) => {
    const type = extname(path.at(-1) as string).slice(1);
    return page(() => readFileSync(join(built, ...path)), type as 'html' | 'js' | 'css', security);
  };
  return {
    'GET /console': file('index.html'),
    'GET /console/sign-in.json': page(() => Buffer.from(JSON.stringify(signIn(issuer))), 'json', security),
    ...Object.fromEntries(
      readdirSync(join(built, 'assets')).map((name) => [`GET /console/assets/${name}`, file('assets', name)]),
    ),
  };
}

/** How the console lets its readers in: at the issuer, or by a token of this machine's own keys. */
const signIn = ({ OIDC_ISSUER, OIDC_CONSOLE_CLIENT }: Issuer) =>
  OIDC_ISSUER ? { issuer: OIDC_ISSUER, clientId: OIDC_CONSOLE_CLIENT } : null;
