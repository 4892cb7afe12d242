import { useEffect, useRef, type ReactNode } from 'react';

/** What appears below the rest because its reader has asked for it: it comes into view, and the keyboard goes on in it. */
export function AskedFor({ children }: { children: ReactNode }) {
  const here = useRef<HTMLDivElement>(null);
  useEffect(() => {
    here.current?.focus({ preventScroll: true });
    here.current?.scrollIntoView();
  }, []);
  return (
    <div ref={here} tabIndex={-1}>
      {children}
    </div>
  );
}
