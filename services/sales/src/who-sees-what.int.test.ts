import { testWhoSeesWhat } from '@maarad/shared/testing';
import { visibleWorld } from './testing/visible-world.js';

testWhoSeesWhat({
  visibility: new URL('../visibility.json', import.meta.url),
  world: visibleWorld,
  valueless: [
    'Basket.discountPercent',
    'Customer.consentWithdrawnAt',
    'Settlement.substitute',
    'StockDifference.counter',
    'StockDifference.ledger',
    'StockDifference.productId',
    'StockMovement.reason',
    'StockProof.differences',
  ],
});
