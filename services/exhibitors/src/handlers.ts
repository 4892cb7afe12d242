import type { EventHandlers } from '@maarad/shared/messaging';

/** This service reacts to nothing yet: it is where the fair's facts begin. */
export const handlers: EventHandlers = {};
