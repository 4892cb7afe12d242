import { execFileSync, spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';

/** Who PostgreSQL runs as, and the command that makes it so. */
export interface Account {
  ids: { uid?: number; gid?: number };
  /** Goes before the command to run. */
  prefix: string[];
}

const nobody = 65_534;

/**
 * PostgreSQL refuses to run as root. Started by root it runs as the owner of its data, else as `postgres` or `nobody`: no
 * account is made for it. It keeps root's right to reach files, and no other, because clones and data often lie in folders
 * that are closed to everyone else (/root, or what mktemp makes); where the kernel does not grant that, they must be open to it.
 */
export function accountFor(dataFolder: string): Account {
  if (process.getuid?.() !== 0) {
    return { ids: {}, prefix: [] };
  }
  const ids = ownerOf(dataFolder) ?? idsOf('postgres') ?? { uid: nobody, gid: nobody };
  const prefix = [
    ...['setpriv', `--reuid=${ids.uid}`, `--regid=${ids.gid}`, '--clear-groups', '--securebits=+no_setuid_fixup'],
    ...['--inh-caps=-all,+dac_override', '--ambient-caps=+dac_override', '--bounding-set=-all,+dac_override'],
  ];
  const granted = spawnSync(prefix[0] as string, [...prefix.slice(1), process.execPath, '--version']).status === 0;
  return granted ? { ids, prefix } : { ids, prefix: [] };
}

function ownerOf(folder: string): { uid: number; gid: number } | undefined {
  const stat = statSync(folder, { throwIfNoEntry: false });
  return stat && stat.uid !== 0 ? { uid: stat.uid, gid: stat.gid } : undefined;
}

function idsOf(user: string): { uid: number; gid: number } | undefined {
  try {
    const id = (flag: string) => Number(execFileSync('id', [flag, user], { stdio: ['ignore', 'pipe', 'ignore'] }));
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
}
