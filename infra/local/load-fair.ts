import { readFairData } from './fair-data.js';
import { graphClient } from './load/graph-client.js';
import { loadExhibitors } from './load/load-exhibitors.js';
import { loadProgramme } from './load/load-programme.js';
import { loadSales } from './load/load-sales.js';

export interface LoadFairOptions {
  /** The gateway's address, without a path. */
  url: string;
  adminToken: string;
  log: (line: string) => void;
}

/**
 * Loads the demonstration fair through the front door, so that every row has gone through the rules and left its events. Keys
 * make it repeatable: a load that was interrupted goes on where it stopped, one that is done changes nothing.
 */
export async function loadFair({ url, adminToken, log }: LoadFairOptions): Promise<void> {
  const data = readFairData();
  const graph = graphClient(url, adminToken);
  log(`The demonstration fair: ${data.exhibitors.length} exhibitors register …`);
  const loaded = await loadExhibitors(graph, data);
  log('… the programme and the workshops are set …');
  await loadProgramme(graph, data, loaded);
  log('… the stalls sell for seven days …');
  const { sales } = await loadSales(graph, data, loaded);
  log(`… and ${sales} sales are in the books.`);
}
