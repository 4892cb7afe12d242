import 'reflect-metadata';
import { EditionFacts, Projections1700000001000 } from '@maarad/shared/projections';
import type { ServiceDefinition } from '@maarad/shared/runtime';
import { TextSearch1700000002000 } from '@maarad/shared/text-search';
import { Basket } from './baskets/basket.entity.js';
import { lapsedReservations } from './baskets/lapse-reservations.js';
import { ProductCertification } from './certifications/product-certification.entity.js';
import { CustomerErasure } from './customers/customer-erasure.entity.js';
import { Customer } from './customers/customer.entity.js';
import { customersCsvPath, customersCsvRoute } from './customers/customers-csv.route.js';
import { figures } from './figures.js';
import { handlers } from './handlers.js';
import { Opening1700000030000 } from './migrations/1700000030000-opening.js';
import { RecordSale1700000031000 } from './migrations/1700000031000-record-sale.js';
import { StockLevels1700000032000 } from './migrations/1700000032000-stock-levels.js';
import { Tills1700000033000 } from './migrations/1700000033000-tills.js';
import { Refunds1700000034000 } from './migrations/1700000034000-refunds.js';
import { Receipts1700000034100 } from './migrations/1700000034100-receipts.js';
import { Baskets1700000034200 } from './migrations/1700000034200-baskets.js';
import { ProductCertifications1700000035000 } from './migrations/1700000035000-product-certifications.js';
import { ProductTexts1700000035100 } from './migrations/1700000035100-product-texts.js';
import { ProductVariants1700000035200 } from './migrations/1700000035200-product-variants.js';
import { Customers1700000035300 } from './migrations/1700000035300-customers.js';
import { CustomersOnce1700000035400 } from './migrations/1700000035400-customers-once.js';
import { ClosedDays1700000037000 } from './migrations/1700000037000-closed-days.js';
import { StallLeaders1700000037100 } from './migrations/1700000037100-stall-leaders.js';
import { SoldSoFar1700000037200 } from './migrations/1700000037200-sold-so-far.js';
import { RecordSales1700000038000 } from './migrations/1700000038000-record-sales.js';
import { ListedAt1700000044000 } from './migrations/1700000044000-listed-at.js';
import { OrdersTopic1700000061100 } from './migrations/1700000061100-orders-topic.js';
import { RecordSaleWhole1700000063000 } from './migrations/1700000063000-record-sale-whole.js';
import { Order } from './orders/order.entity.js';
import { Product } from './products/product.entity.js';
import { StockMovement } from './products/stock-movement.entity.js';
import { Refund } from './refunds/refund.entity.js';
import { subgraph } from './schema.js';
import { ProductText } from './search/product-text.entity.js';
import { Settlement } from './settlements/settlement.entity.js';
import { Stall } from './stalls/stall.entity.js';
import { ClosedDay } from './statements/closed-day.entity.js';
import { FairFees } from './statements/fair-fees.entity.js';
import { statementsCsvPath, statementsPdfPath, statementsRoute } from './statements/statements.route.js';
import { addedUpSales } from './summaries/add-up-sales.js';
import { Till } from './tills/till.entity.js';
import { ProductVariant } from './variants/product-variant.entity.js';

export const salesService: ServiceDefinition = {
  name: 'sales',
  entities: [
    EditionFacts,
    Stall,
    Product,
    StockMovement,
    Order,
    Refund,
    Basket,
    Till,
    Settlement,
    ProductCertification,
    ProductText,
    ProductVariant,
    Customer,
    CustomerErasure,
    ClosedDay,
    FairFees,
  ],
  migrations: [
    Projections1700000001000,
    Opening1700000030000,
    RecordSale1700000031000,
    StockLevels1700000032000,
    Tills1700000033000,
    Refunds1700000034000,
    Receipts1700000034100,
    Baskets1700000034200,
    TextSearch1700000002000,
    ProductCertifications1700000035000,
    ProductTexts1700000035100,
    ProductVariants1700000035200,
    Customers1700000035300,
    CustomersOnce1700000035400,
    ClosedDays1700000037000,
    StallLeaders1700000037100,
    SoldSoFar1700000037200,
    RecordSales1700000038000,
    ListedAt1700000044000,
    OrdersTopic1700000061100,
    RecordSaleWhole1700000063000,
  ],
  subgraph,
  handlers,
  figures,
  routes: (surroundings) => ({
    [`GET ${customersCsvPath}`]: customersCsvRoute(surroundings),
    [`GET ${statementsCsvPath}`]: statementsRoute(surroundings),
    [`GET ${statementsPdfPath}`]: statementsRoute(surroundings),
  }),
  chores: [lapsedReservations, addedUpSales],
};
