import { useSyncExternalStore } from 'react';

export const pages = ['fair', 'partners', 'services', 'audit', 'queries'] as const;
export type Page = (typeof pages)[number];

const listen = (changed: () => void) => {
  addEventListener('hashchange', changed);
  return () => removeEventListener('hashchange', changed);
};

/** Which page the address names: /console#partners. */
export const usePage = (): Page =>
  useSyncExternalStore(listen, () => pages.find((page) => location.hash === `#${page}`) ?? 'fair');
