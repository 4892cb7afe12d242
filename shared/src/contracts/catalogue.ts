import { strictest, type Audience } from './audience.js';
import type { EventDefinition, Topic } from './define-event.js';
import * as exhibitors from './exhibitors.js';
import * as partners from './partners.js';
import * as sales from './sales.js';
import * as scheduling from './scheduling.js';
import * as training from './training.js';

const isDefinition = (value: unknown): value is EventDefinition => typeof value === 'function' && 'topic' in value;

/** Every event type of the fair, each with who may see it. None carries personal data, whoever may see it. */
export const eventCatalogue: readonly EventDefinition[] = [exhibitors, scheduling, sales, training, partners].flatMap(
  (owner) => Object.values(owner).filter(isDefinition),
);

/** Who may see a whole topic: whoever may see the strictest type in it. */
export const audienceOfTopic = (topic: Topic): Audience =>
  strictest(eventCatalogue.filter((definition) => definition.topic === topic).map(({ audience }) => audience));
