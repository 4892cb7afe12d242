import type { EventHandlers } from '@maarad/shared/messaging';
import { appendToFeed } from './feed/append-to-feed.js';

/** This service reacts to everything that is told: the feed is the fair, in order. */
export const handlers: EventHandlers = { appendToFeed };
