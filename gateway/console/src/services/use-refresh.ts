import { useEffect, useRef } from 'react';

export const refreshMs = 3_000;

/** Reads again every 3 s while the page is seen, never twice at once, and at once when it is seen again. */
export function useRefresh(isReading: boolean, readAnew: () => void): void {
  const latest = useRef({ isReading, readAnew });
  latest.current = { isReading, readAnew };
  useEffect(() => {
    const read = () => {
      if (!document.hidden && !latest.current.isReading) {
        latest.current.readAnew();
      }
    };
    const timer = setInterval(read, refreshMs);
    document.addEventListener('visibilitychange', read);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', read);
    };
  }, []);
}
