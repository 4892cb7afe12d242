import { In } from 'typeorm';
import { actsFor } from '@maarad/shared/auth';
import { orderPlaced } from '@maarad/shared/contracts';
import { creatingUseCase, type Surroundings, type UseCase, type Work } from '@maarad/shared/database';
import { BadUserInput, Forbidden, NotFound } from '@maarad/shared/errors';
import { dayOf, Money } from '@maarad/shared/graphql';
import { requireEdition, type EditionFacts } from '@maarad/shared/projections';
import { isId, newId } from '@maarad/shared/runtime';
import { fairDay } from '../orders/fair-day.js';
import { momentEntered } from '../orders/moment-entered.js';
import { OrderStatus, SalesChannel } from '../orders/order-terms.js';
import { Order } from '../orders/order.entity.js';
import { SoldOut } from '../orders/sale-refusals.js';
import { requireToken } from '../orders/order.reference.js';
import { withLapsedFreed } from '../orders/with-lapsed-freed.js';
import { Product } from '../products/product.entity.js';
import { tellCrossing } from '../products/tell-crossing.js';
import { wholesalePriceOf } from '../products/wholesale-price.js';
import { openStallsOf } from '../stalls/open-stalls-of.js';
import type { Stall } from '../stalls/stall.entity.js';
import { Basket } from './basket.entity.js';
import type { PlaceOrderInput } from './basket.inputs.js';
import { placedFacts } from './placed-facts.js';
import { priceBasket, type PricedOrder } from './price-basket.js';
import { deadlineFrom } from './reservation-terms.js';
import { reserve } from './reserve.js';

/**
 * Reserves a basket until its deadline, at the prices of this moment: everything of it, of all its producers, or nothing.
 * @throws SoldOut naming each product that is short and what is left of it
 */
export const placeOrder: UseCase<PlaceOrderInput, Basket> = (context, input) => {
  requireToken(context.principal);
  return withLapsedFreed(context, () => place(context, input));
};

const place = creatingUseCase('placeOrder', Basket, async (work, input: PlaceOrderInput, surroundings) => {
  const { principal, clock } = surroundings;
  const at = clock.now();
  const edition = await requireEdition(work, input.editionId);
  const entered = momentEntered(input.placedAt, 'placedAt', edition, surroundings);
  if (!entered && dayOf(at, edition.timeZone) > edition.endsOn) {
    throw new BadUserInput([{ path: 'editionId', rule: 'must be an edition that is not over' }]);
  }
  const products = await lockProducts(work, input);
  const stalls = await openStallsOf(work, [...products.values()], edition.id);
  const priced = priceBasket(wantedOf(input, products), termsOf(input, products, edition, surroundings));
  const reservedUntil = deadlineFrom(at, 'reserved');
  const basket = await work.insert(
    Object.assign(new Basket(), {
      ...{ id: newId(), editionId: edition.id, buyerId: principal.id, buyerName: input.buyerName ?? null },
      ...{ buyerContact: input.buyerContact ?? null, deliveryNote: input.deliveryNote ?? null },
      ...{ channel: input.channel ?? SalesChannel.ONLINE, discountPercent: input.discountPercent ?? null },
      ...{ subtotal: Money.of(priced.subtotal, edition.currency), total: Money.of(priced.total, edition.currency) },
      ...{ discountMinor: priced.discount, deliveryMinor: priced.delivery, reservedUntil },
      placedAt: entered ?? at,
    }),
  );
  for (const part of priced.orders) {
    const order = await work.insert(orderOf(basket, part, stalls.get(part.exhibitorId) as Stall, edition));
    await reserve(work, order, { at, by: principal.id });
    const { facts, about } = await placedFacts(work, order, at);
    work.record(orderPlaced(order.id, { ...facts, reservedUntil: reservedUntil.toISOString() }, about));
    for (const { productId, quantity } of order.lines) {
      const product = products.get(productId) as Product;
      tellCrossing(work, product, product.available - quantity, about);
    }
  }
  return basket;
});

/** Locks the products in the order of their ids. @throws NotFound @throws BadUserInput @throws ProductWithdrawn @throws SoldOut */
async function lockProducts(work: Work, { lines, editionId }: PlaceOrderInput): Promise<Map<string, Product>> {
  const rows = await work.manager.find(Product, {
    where: { id: In(lines.map(({ productId }) => productId).filter(isId)) },
    order: { id: 'ASC' },
    lock: { mode: 'pessimistic_write' },
  });
  const products = new Map(rows.map((product) => [product.id, product]));
  const wanted = lines.map(({ productId, quantity }, index) => {
    const product = products.get(productId);
    if (!product) {
      throw new NotFound('Product', productId);
    }
    if (product.editionId !== editionId) {
      throw new BadUserInput([{ path: `lines.${index}.productId`, rule: 'must be a product of the edition' }]);
    }
    product.requireListed();
    product.requireOwnStock(`lines.${index}.productId`);
    return { product, quantity };
  });
  const short = wanted.filter(({ product, quantity }) => product.available < quantity);
  if (short.length > 0) {
    throw new SoldOut(
      short.map(({ product: { id, available }, quantity }) => ({ id, wanted: quantity, left: available })),
    );
  }
  return products;
}

function wantedOf({ lines, channel }: PlaceOrderInput, products: Map<string, Product>) {
  return lines.map(({ productId, quantity }) => {
    const product = products.get(productId) as Product;
    const unitPrice = channel === SalesChannel.WHOLESALE ? wholesalePriceOf(product, quantity) : product.price.minor;
    return { productId, exhibitorId: product.exhibitorId, category: product.category, quantity, unitPrice };
  });
}

/** @throws Forbidden unless whoever lowers the price or sets a fee may do so for every producer. */
function termsOf(
  { discountPercent, deliveryFee }: PlaceOrderInput,
  products: Map<string, Product>,
  { currency }: EditionFacts,
  { principal }: Surroundings,
) {
  const own = [...products.values()].every(({ exhibitorId }) => actsFor(principal, exhibitorId));
  if ((discountPercent || deliveryFee) && !own) {
    throw new Forbidden('Discount and delivery fee are set by the organiser, or by an exhibitor for its own goods.');
  }
  if (deliveryFee && deliveryFee.currency !== currency) {
    throw new BadUserInput([
      { path: 'deliveryFee.currency', rule: `must be ${currency}, the currency of the edition` },
    ]);
  }
  return {
    discountPercent: discountPercent ?? 0,
    delivery: deliveryFee ? Money.parse(deliveryFee, 'deliveryFee.amount').minor : 0,
  };
}

function orderOf(basket: Basket, part: PricedOrder, stall: Stall, edition: EditionFacts): Order {
  const { currency } = edition;
  const money = (minor: number) => ({ minor, currency });
  return Object.assign(new Order(), {
    ...{ id: newId(), stallId: stall.id, exhibitorId: part.exhibitorId, editionId: edition.id, basketId: basket.id },
    ...{ receiptNumber: null, channel: basket.channel, payment: null, status: OrderStatus.RESERVED },
    ...{ total: Money.of(part.total, currency), discountMinor: part.discount, deliveryMinor: part.delivery },
    lines: part.lines.map(({ productId, category, quantity, unitPrice, discount, amount }) => ({
      ...{
        productId,
        category,
        quantity,
        unitPrice: money(unitPrice),
        discount: money(discount),
        amount: money(amount),
      },
    })),
    ...{ placedAt: basket.placedAt, day: fairDay(edition, basket.placedAt), reservedUntil: basket.reservedUntil },
    ...{ recordedBy: basket.buyerId, buyerId: basket.buyerId, refundedMinor: 0, refundedAt: null, refundReason: null },
    ...{ paidAt: null, paymentReference: null, fulfilledAt: null, cancelledAt: null, cancelReason: null },
  });
}
