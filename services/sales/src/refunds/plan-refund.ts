import { Conflict, BadUserInput } from '@maarad/shared/errors';
import { Money } from '@maarad/shared/graphql';
import { spread } from '../orders/spread.js';

/** What a line of an order was, and what of it has come back already. */
export interface RefundableLine {
  productId: string;
  quantity: number;
  /** Minor units, like `refunded`. */
  amount: number;
  returned: number;
  refunded: number;
}

/** An order as a refund sees it: beside the lines it may have cost a delivery. */
export interface Refundable {
  id: string;
  currency: string;
  lines: RefundableLine[];
  /** What it cost beside its lines, and what of that has been refunded, in minor units. */
  delivery: number;
  deliveryRefunded: number;
}

/** What is wanted: goods, money, both; everything that is left where neither is named. */
export interface RefundWish {
  lines?: { productId: string; quantity: number }[];
  amount?: number;
}

/** What comes back of a line: units (none for money alone) and money in minor units. */
export interface RefundedLine {
  productId: string;
  quantity: number;
  amount: number;
}

export interface RefundPlan {
  /** Minor units: those of the lines and of the delivery. */
  amount: number;
  lines: RefundedLine[];
  delivery: number;
}

/** Decides what comes back. @throws Conflict when that is more than is left @throws BadUserInput for a product that is not in the order */
export function planRefund(order: Refundable, { lines, amount }: RefundWish): RefundPlan {
  const left = order.lines.map((line) => ({
    ...{ productId: line.productId, units: line.quantity - line.returned, money: line.amount - line.refunded },
  }));
  const delivery = order.delivery - order.deliveryRefunded;
  if (!lines && amount === undefined) {
    const whole = left.map(({ productId, units, money }) => ({ productId, quantity: units, amount: money }));
    return planned(whole, delivery);
  }
  if (!lines) {
    const shares = spreadWithin(order, amount as number, [...left.map(({ money }) => money), delivery]);
    const money = left.map(({ productId }, index) => ({ productId, quantity: 0, amount: shares[index] as number }));
    return planned(money, shares.at(-1) as number);
  }
  const named = lines.map(({ productId, quantity }, index) => {
    const line = left.find((one) => one.productId === productId);
    if (!line) {
      throw new BadUserInput([{ path: `lines.${index}.productId`, rule: 'must be a product of the order' }]);
    }
    if (quantity > line.units) {
      throw new Conflict(
        'More units would come back than were sold and are not back yet.',
        [{ type: 'Order', id: order.id }],
        {
          left: { productId, quantity: line.units },
        },
      );
    }
    return { productId, quantity, line };
  });
  const shares =
    amount === undefined
      ? named.map(({ quantity, line }) =>
          quantity === line.units ? line.money : partOf(line.money, quantity, line.units),
        )
      : spreadWithin(
          order,
          amount,
          named.map(({ line }) => line.money),
        );
  return planned(
    named.map(({ productId, quantity }, index) => ({ productId, quantity, amount: shares[index] as number })),
    0,
  );
}

/** The money of some of the units that are left, rounded down: the last unit takes what the rounding left. */
const partOf = (money: number, quantity: number, units: number) =>
  Number((BigInt(money) * BigInt(quantity)) / BigInt(units));

/** @throws Conflict when there is not so much left to spread. */
function spreadWithin({ id, currency }: Refundable, amount: number, left: number[]): number[] {
  const most = left.reduce((sum, money) => sum + money, 0);
  if (amount > most) {
    const rest = Money.of(most, currency);
    throw new Conflict('More would be refunded than was paid and is not refunded yet.', [{ type: 'Order', id }], {
      left: { amount: rest.amount, currency },
    });
  }
  return spread(amount, left);
}

function planned(lines: RefundedLine[], delivery: number): RefundPlan {
  const touched = lines.filter(({ quantity, amount }) => quantity > 0 || amount > 0);
  return { amount: touched.reduce((sum, { amount }) => sum + amount, delivery), lines: touched, delivery };
}
