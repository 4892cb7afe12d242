import type { Principal } from '@maarad/shared/auth/principal';
import { readFairData } from './fair-data.js';
import { graphClient } from './load/graph-client.js';
import { loadAudience } from './load/load-audience.js';
import { loadAwards } from './load/load-awards.js';
import { loadBaskets } from './load/load-baskets.js';
import { loadExhibitors } from './load/load-exhibitors.js';
import { loadPartnerships } from './load/load-partnerships.js';
import { loadProgramme } from './load/load-programme.js';
import { loadSales } from './load/load-sales.js';
import { loadStalls } from './load/load-stalls.js';
import { loadStatements } from './load/load-statements.js';
import { loadTills, settleMissing } from './load/load-tills.js';
import { loadTraining } from './load/load-training.js';
import { loadWaitlists } from './load/load-waitlists.js';

export interface LoadFairOptions {
  /** The gateway's address, without a path. */
  url: string;
  /** A token for the organiser, an exhibitor, a trainer, or somebody who comes as a visitor. */
  tokenOf: (person: Principal) => Promise<string>;
  log: (line: string) => void;
}

/**
 * Loads the demonstration fair through the front door, so that every row has gone through the rules and left its events. Keys
 * make it repeatable: a load that was interrupted goes on where it stopped, one that is done changes nothing.
 */
export async function loadFair({ url, tokenOf, log }: LoadFairOptions): Promise<void> {
  const data = readFairData();
  const graph = graphClient(url, await tokenOf({ id: 'admin', role: 'admin' }));
  const clientOf = async (id: string) => graphClient(url, await tokenOf({ id, role: 'visitor' }));
  const actingFor = async (exhibitorId: string) =>
    graphClient(url, await tokenOf({ id: `exhibitor:${exhibitorId}`, role: 'exhibitor', exhibitorId }));
  const teachingAs = async (trainerId: string) =>
    graphClient(url, await tokenOf({ id: `trainer:${trainerId}`, role: 'trainer', trainerId }));
  log(`The demonstration fair: ${data.exhibitors.length} exhibitors register …`);
  const loaded = await loadExhibitors(graph, data);
  log('… the programme and the workshops are set …');
  const programme = await loadProgramme(graph, data, loaded);
  await loadAudience(graph, clientOf, data, programme.sessionIds);
  await loadTraining(graph, { trainer: teachingAs, exhibitor: actingFor }, data, loaded, programme);
  await loadWaitlists(actingFor, data, loaded, programme);
  log('… the stalls sell for seven days …');
  const { sales, productIds } = await loadSales(graph, data, loaded);
  // What was missing at a till is made good with goods that came only later.
  const missing = await loadTills(graph, data, loaded, productIds);
  await loadStalls(graph, actingFor, data, loaded, productIds);
  await loadBaskets(graph, data, loaded, productIds);
  await settleMissing(graph, data, productIds, missing);
  await loadStatements(graph, actingFor, data, loaded, productIds);
  await loadPartnerships(actingFor, data, loaded);
  log(`… ${sales} sales are in the books, and a jury honours the best …`);
  await loadAwards(graph, clientOf, data, loaded);
  log('… the fair is complete.');
}
