import type { StockChange } from '../products/stock-ledger.js';
import { SettlementResolution, type Settlement } from '../settlements/settlement.entity.js';

/** Units of a line that are handed over as one product; null where the buyer has not had them. */
interface Handed {
  productId: string | null;
  quantity: number;
}

type Missed = Pick<Settlement, 'missing' | 'resolution' | 'substituteId'>;

/** What a buyer had for a line: the product itself, then what made good for what was missing. */
function handedOver(productId: string, quantity: number, settlement: Missed | undefined): Handed[] {
  if (!settlement || settlement.resolution === SettlementResolution.LATER_DELIVERY) {
    return [{ productId, quantity }];
  }
  return [
    { productId, quantity: quantity - settlement.missing },
    { productId: settlement.substituteId, quantity: settlement.missing },
  ];
}

/**
 * The goods behind some units of a line, when so many have come back before: units that were never handed over bring nothing
 * back, and come last.
 */
export function goodsOfLine(
  line: { productId: string; quantity: number; returned: number },
  units: number,
  settlement: Missed | undefined,
): StockChange[] {
  let skipped = line.returned;
  let wanted = units;
  const goods: StockChange[] = [];
  for (const { productId, quantity } of handedOver(line.productId, line.quantity, settlement)) {
    const passed = Math.min(skipped, quantity);
    const taken = Math.min(wanted, quantity - passed);
    skipped -= passed;
    wanted -= taken;
    if (productId && taken > 0) {
      goods.push({ productId, quantity: taken });
    }
  }
  return goods;
}
