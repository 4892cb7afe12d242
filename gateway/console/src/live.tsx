import { createContext, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { print } from 'graphql';
import type { ResultOf } from 'gql.tada';
import { openLiveClient, type Asking } from './asking.js';
import { graphql } from './graph.js';

const whatHappens = graphql(`
  subscription WhatHappens($after: String) {
    events(after: $after) {
      cursor
      node {
        id
        type
        subject
        region
        time
      }
    }
  }
`);

export type FairEvent = ResultOf<typeof whatHappens>['events']['node'];
type Listener = (event: FairEvent) => void;

interface Live {
  open: boolean;
  listen(listener: Listener): () => void;
}

const LiveContext = createContext<Live>({ open: false, listen: () => () => undefined });
const resubscribeAfterMs = 1_000;
/** With which the gateway closes a connection whose token it does not accept. */
const unauthenticated = 4401;

/** The token is wrong from the start, or its time is over meanwhile. */
const isRefused = (why: unknown): boolean =>
  Array.isArray(why)
    ? why.some((error: { extensions?: { code?: unknown } }) => error.extensions?.code === 'UNAUTHENTICATED')
    : (why as { code?: unknown } | null)?.code === unauthenticated;

/** One subscription for the whole page. After a break it goes on where it was, by the cursor of the last message. */
export function LiveProvider({ asking: { bearer, language }, children }: { asking: Asking; children: ReactNode }) {
  const [open, setOpen] = useState(false);
  const listeners = useRef(new Set<Listener>());
  const cursor = useRef<string | null>(null);
  useEffect(() => {
    let used = bearer.token;
    const client = openLiveClient(() => (used = bearer.token), language, setOpen);
    const variables = {
      get after() {
        return cursor.current;
      },
    };
    let again: ReturnType<typeof setTimeout> | undefined;
    let left = false;
    const subscribe = () => {
      const later = () => {
        again = left ? undefined : setTimeout(subscribe, resubscribeAfterMs);
      };
      client.subscribe<ResultOf<typeof whatHappens>>(
        { query: print(whatHappens), variables: variables as Record<string, unknown> },
        {
          next: ({ data }) => {
            if (data) {
              cursor.current = data.events.cursor;
              listeners.current.forEach((listener) => listener(data.events.node));
            }
          },
          error: (why) => (isRefused(why) ? void bearer.onRefused(used).then(later) : later()),
          complete: later,
        },
      );
    };
    subscribe();
    return () => {
      left = true;
      clearTimeout(again);
      void client.dispose();
    };
  }, [bearer, language]);
  const live = useMemo<Live>(
    () => ({
      open,
      listen: (listener) => {
        listeners.current.add(listener);
        return () => listeners.current.delete(listener);
      },
    }),
    [open],
  );
  return <LiveContext.Provider value={live}>{children}</LiveContext.Provider>;
}

export const useIsLive = (): boolean => useContext(LiveContext).open;

/** The latest events, the newest first. */
export function useLatestEvents(howMany: number): FairEvent[] {
  const { listen } = useContext(LiveContext);
  const [events, setEvents] = useState<FairEvent[]>([]);
  useEffect(
    () =>
      listen((event) =>
        setEvents((before) => [event, ...before.filter(({ id }) => id !== event.id)].slice(0, howMany)),
      ),
    [listen, howMany],
  );
  return events;
}

const atMostEveryMs = 1_500;
/** Sums follow the sale by a moment: what was read at once may be from before. */
const onceMoreAfterMs = 4_000;

/** Reads anew when something happened that concerns the figures, but not at each event of a rush; and after a break. */
export function useReadAnew(read: () => void, concerns: (type: string) => boolean): void {
  const { listen, open } = useContext(LiveContext);
  const latest = useRef({ read, concerns });
  latest.current = { read, concerns };
  useEffect(() => {
    let soon: ReturnType<typeof setTimeout> | undefined;
    let later: ReturnType<typeof setTimeout> | undefined;
    const stop = listen(({ type }) => {
      if (!latest.current.concerns(type)) {
        return;
      }
      soon ??= setTimeout(() => {
        soon = undefined;
        latest.current.read();
      }, atMostEveryMs);
      clearTimeout(later);
      later = setTimeout(() => latest.current.read(), onceMoreAfterMs);
    });
    return () => {
      stop();
      clearTimeout(soon);
      clearTimeout(later);
    };
  }, [listen]);
  const wasOpen = useRef(false);
  useEffect(() => {
    if (open && wasOpen.current) {
      latest.current.read();
    }
    wasOpen.current ||= open;
  }, [open]);
}
