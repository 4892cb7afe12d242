import type { ServiceLoop } from '@maarad/shared/runtime';
import type { BusinessFigure } from '@maarad/shared/telemetry';
import { Gauge } from 'prom-client';
import { feedTail } from './feed-tail.js';

export const feedFigures: readonly BusinessFigure[] = [
  {
    name: 'maarad_feed_position',
    help: 'Place of the last event in the feed, which grows by one with each: its rate is that of appending.',
    labels: [],
    statement: 'SELECT last AS figure FROM feed_ends',
  },
  {
    name: 'maarad_feed_oldest_position',
    help: 'Place of the oldest event that the feed keeps.',
    labels: [],
    statement: 'SELECT first AS figure FROM feed_ends',
  },
];

/** Streams of the feed that are open in this process. */
export const countReaders: ServiceLoop = ({ database, metrics }) => {
  new Gauge({
    name: 'maarad_feed_readers',
    help: 'Streams of the feed that are open: those of partners, and of each gateway one for its subscribers and one for all that read the same.',
    registers: [metrics],
    collect() {
      this.set(feedTail(database).readers);
    },
  });
  return { stop: () => Promise.resolve() };
};
