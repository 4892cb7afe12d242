import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Routes } from '@maarad/shared/runtime';
import { packageFolder } from './package-folder.js';
import { page } from './web-pages.js';

const built = join(packageFolder, 'console', 'dist', 'web');

/** Scripts, styles and answers come from here and nowhere else, and nothing is written into the page. */
const contentSecurity = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The page for those who run the fair, from the files that its build made; no route where it was not built. */
export function consolePages(): Routes {
  if (!existsSync(join(built, 'index.html'))) {
    return {};
  }
  const file = (...path: string[]) => {
    const type = extname(path.at(-1) as string).slice(1);
    return page(() => readFileSync(join(built, ...path)), type as 'html' | 'js' | 'css', contentSecurity);
  };
  return {
    'GET /console': file('index.html'),
    ...Object.fromEntries(
      readdirSync(join(built, 'assets')).map((name) => [`GET /console/assets/${name}`, file('assets', name)]),
    ),
  };
}
