import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The gateway's own folder, whether it runs from its sources or from what they were compiled to. */
export const packageFolder = folderWith('package.json', dirname(fileURLToPath(import.meta.url)));

function folderWith(file: string, folder: string): string {
  return existsSync(join(folder, file)) ? folder : folderWith(file, dirname(folder));
}
