import type { EventDefinition } from './define-event.js';
import * as exhibitors from './exhibitors.js';
import * as sales from './sales.js';
import * as scheduling from './scheduling.js';
import * as training from './training.js';

const isDefinition = (value: unknown): value is EventDefinition => typeof value === 'function' && 'topic' in value;

/** Every event type of the fair. All are public: none carries personal data. */
export const eventCatalogue: readonly EventDefinition[] = [exhibitors, scheduling, sales, training].flatMap((owner) =>
  Object.values(owner).filter(isDefinition),
);
