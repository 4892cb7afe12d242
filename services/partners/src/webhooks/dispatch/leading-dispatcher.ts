import type { DataSource } from 'typeorm';
import type { FreshDelivery } from './fill-together.js';

/** The dispatcher that leads, where it is in this process: who appends to the feed makes its deliveries in the same statement. */
export interface LeadingDispatcher {
  /** The deliveries that are on their way. */
  readonly inFlight: string[];
  readonly now: Date;
  /**
   * Called after the commit. Where it leads no more, its successor finds the deliveries.
   *
   * @param fresh what may be sent at once
   * @param settled whether nothing else of the event at this place is left to do
   */
  take(place: number, fresh: FreshDelivery[], settled: boolean): void;
}

const leading = new WeakMap<DataSource, LeadingDispatcher>();

export const leadingDispatcher = (database: DataSource): LeadingDispatcher | undefined => leading.get(database);

/** Takes the lead in this process. @returns what gives it up */
export function takeLead(database: DataSource, dispatcher: LeadingDispatcher): () => void {
  leading.set(database, dispatcher);
  return () => {
    if (leading.get(database) === dispatcher) {
      leading.delete(database);
    }
  };
}
