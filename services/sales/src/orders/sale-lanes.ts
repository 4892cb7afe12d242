import type { DataSource } from 'typeorm';
import { runSale, runSales, type Refused, type Sale } from './sale-statement.js';

/** Statements under way at once; sales of one exhibitor always take the same lane. */
const laneCount = 4;

/** Sales in one statement: each takes a subtransaction, of which PostgreSQL keeps 64 at hand. */
const mostTogether = 32;

/** A sale of several was refused: the message and detail that `record_sale` raised. */
export class SaleRefused extends Error {
  constructor(
    message: string,
    readonly detail: unknown,
  ) {
    super(message);
  }
}

interface Waiting {
  sale: Sale;
  resolve: (recorded: unknown) => void;
  reject: (error: unknown) => void;
}

/**
 * Sales of one exhibitor wait for each other in the database, for its products and for its receipts. What would wait there waits
 * here instead, and goes in together: one statement, one commit. A sale that finds its lane free is run at once, by itself.
 */
class SaleLanes {
  private readonly lanes = Array.from({ length: laneCount }, () => ({ busy: false, waiting: [] as Waiting[] }));

  constructor(private readonly database: DataSource) {}

  record<Recorded>(sale: Sale): Promise<Recorded> {
    const lane = this.lanes[Number.parseInt(sale.exhibitor.slice(-8), 16) % laneCount]!;
    return new Promise((resolve, reject) => {
      lane.waiting.push({ sale, resolve: resolve as Waiting['resolve'], reject });
      if (!lane.busy) {
        lane.busy = true;
        void this.empty(lane);
      }
    });
  }

  private async empty(lane: { busy: boolean; waiting: Waiting[] }): Promise<void> {
    while (lane.waiting.length > 0) {
      await this.run(lane.waiting.splice(0, mostTogether));
    }
    lane.busy = false;
  }

  private async run(together: Waiting[]): Promise<void> {
    if (together.length > 1) {
      try {
        const answers = await runSales(
          this.database,
          together.map(({ sale }) => sale),
        );
        together.forEach((waiting, index) => settle(waiting, answers[index]));
        return;
      } catch {
        // One that fails otherwise than by a refusal takes the others with it, so each is asked by itself. Where the answer of a
        // commit was lost, the key of each sale knows.
      }
    }
    for (const { sale, resolve, reject } of together) {
      await runSale(this.database, sale).then(resolve, reject);
    }
  }
}

function settle({ resolve, reject }: Waiting, answer: unknown): void {
  if (answer !== null && typeof answer === 'object' && 'refused' in answer) {
    const { refused, detail } = answer as Refused;
    reject(new SaleRefused(refused, detail));
  } else {
    resolve(answer);
  }
}

const lanes = new WeakMap<DataSource, SaleLanes>();

/** Records a sale, alone or with others that come at the same time. @throws SaleRefused @throws QueryFailedError */
export function recordInLane<Recorded>(database: DataSource, sale: Sale): Promise<Recorded> {
  const known = lanes.get(database) ?? new SaleLanes(database);
  lanes.set(database, known);
  return known.record(sale);
}
