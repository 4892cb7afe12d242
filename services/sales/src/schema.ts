import type { SubgraphOptions } from '@maarad/shared/graphql';
import { BasketResolver, OrderBasketResolver } from './baskets/basket.resolver.js';
import { ProductCertificationsResolver } from './certifications/certification.resolver.js';
import { Territory } from './external/territory.stub.js';
import { CustomerResolver } from './customers/customer.resolver.js';
import { visibleOrder } from './orders/order.reference.js';
import { OrderLineResolver, OrderResolver } from './orders/order.resolver.js';
import { productById } from './products/product.reference.js';
import { ExhibitorProductsResolver, ProductResolver } from './products/product.resolver.js';
import { OrderRefundsResolver, RefundLineResolver } from './refunds/refund.resolver.js';
import { OrderSettlementsResolver, SettlementResolver } from './settlements/settlement.resolver.js';
import {
  CorrectionResolver,
  EditionStatementResolver,
  ExhibitorStatementResolver,
  ProductStatementResolver,
  StatementResolver,
} from './statements/statement.resolver.js';
import { EditionSalesResolver, ExhibitorSalesResolver, SalesSummaryResolver } from './summaries/sales.resolver.js';
import {
  BestSellersResolver,
  ExhibitorBestSellersResolver,
  ProductSalesResolver,
} from './summaries/best-seller.resolver.js';
import { TerritorySalesResolver } from './summaries/territory-sales.resolver.js';
import { TillResolver } from './tills/till.resolver.js';
import { ProductVariantsResolver } from './variants/variant.resolver.js';

export const subgraph: SubgraphOptions = {
  resolvers: [
    ProductResolver,
    ExhibitorProductsResolver,
    ProductCertificationsResolver,
    ProductVariantsResolver,
    OrderResolver,
    OrderLineResolver,
    OrderRefundsResolver,
    OrderBasketResolver,
    BasketResolver,
    RefundLineResolver,
    OrderSettlementsResolver,
    SettlementResolver,
    TillResolver,
    CustomerResolver,
    ExhibitorSalesResolver,
    EditionSalesResolver,
    TerritorySalesResolver,
    SalesSummaryResolver,
    BestSellersResolver,
    ExhibitorBestSellersResolver,
    ProductSalesResolver,
    ExhibitorStatementResolver,
    EditionStatementResolver,
    StatementResolver,
    ProductStatementResolver,
    CorrectionResolver,
  ],
  orphanedTypes: [Territory],
  references: {
    Product: ({ id }, context) => productById(context).load(id),
    Order: ({ id }, context) => visibleOrder(context, id),
    Exhibitor: ({ id }) => ({ id }),
    Edition: ({ id }) => ({ id }),
    Territory: (reference) => reference,
  },
};
