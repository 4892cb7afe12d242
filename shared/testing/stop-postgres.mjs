import { once } from 'node:events';

export default async function stopPostgres() {
  const holder = globalThis.maaradTestPostgres;
  if (holder?.connected) {
    holder.disconnect();
    await once(holder, 'exit');
  }
}
