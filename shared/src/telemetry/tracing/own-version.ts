import { readFileSync } from 'node:fs';

const described = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8');

/** The fair's, which all its packages have. */
export const ownVersion = (JSON.parse(described) as { version: string }).version;
