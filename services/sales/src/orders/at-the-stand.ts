/** What an order has that was sold at the stand: no basket, no buyer by name, nothing to wait for. */
export const atTheStand = {
  ...{ basketId: null, buyerId: null, discountMinor: 0, deliveryMinor: 0, reservedUntil: null },
  ...{ paidAt: null, paymentReference: null, fulfilledAt: null, cancelledAt: null, cancelReason: null },
};
