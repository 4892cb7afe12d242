import type { Work } from '@maarad/shared/database';
import type { Order } from '../orders/order.entity.js';
import type { Refundable, RefundPlan } from './plan-refund.js';

interface LineRefund {
  productId: string;
  returned: number;
  refunded: string;
}

/** A locked order, with what has come back of it. */
export async function refundableOf(work: Work, order: Order): Promise<Refundable> {
  const rows: LineRefund[] = await work.manager.query(
    'SELECT product_id AS "productId", returned, refunded_minor AS refunded FROM line_refunds WHERE order_id = $1',
    [order.id],
  );
  const lines = order.lines.map(({ productId, quantity, amount }) => {
    const before = rows.find((row) => row.productId === productId);
    const refunded = Number(before?.refunded ?? 0);
    return { productId, quantity, amount: amount.minor, returned: before?.returned ?? 0, refunded };
  });
  const sum = (count: (line: (typeof lines)[number]) => number) => lines.reduce((all, line) => all + count(line), 0);
  return {
    ...{ id: order.id, currency: order.total.currency, lines },
    delivery: order.total.minor - sum(({ amount }) => amount),
    deliveryRefunded: order.refundedMinor - sum(({ refunded }) => refunded),
  };
}

/** Enters in the books of the lines what comes back of them. */
export async function enterRefundedLines(work: Work, { id, lines }: Refundable, plan: RefundPlan): Promise<void> {
  const touched = lines.flatMap((line) => {
    const back = plan.lines.find(({ productId }) => productId === line.productId);
    return back ? [{ line, back }] : [];
  });
  await work.manager.query(
    `INSERT INTO line_refunds (order_id, product_id, quantity, amount_minor, returned, refunded_minor)
     SELECT $1, * FROM unnest($2::uuid[], $3::integer[], $4::bigint[], $5::integer[], $6::bigint[])
     ON CONFLICT (order_id, product_id) DO UPDATE SET
       returned = line_refunds.returned + excluded.returned, refunded_minor = line_refunds.refunded_minor + excluded.refunded_minor`,
    [
      id,
      touched.map(({ line }) => line.productId),
      touched.map(({ line }) => line.quantity),
      touched.map(({ line }) => line.amount),
      touched.map(({ back }) => back.quantity),
      touched.map(({ back }) => back.amount),
    ],
  );
}
