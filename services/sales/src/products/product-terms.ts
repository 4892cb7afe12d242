import { registerEnumType } from 'type-graphql';
import { transitionTable } from '@maarad/shared/database';

export enum ProductUnit {
  PIECE = 'PIECE',
  KG = 'KG',
  LITRE = 'LITRE',
  JAR = 'JAR',
  BOTTLE = 'BOTTLE',
  PAIR = 'PAIR',
  METRE = 'METRE',
  BOX = 'BOX',
  SET = 'SET',
}

registerEnumType(ProductUnit, {
  name: 'ProductUnit',
  description: 'What one of a product is, and what its price buys.',
});

export enum ProductLabel {
  ORGANIC = 'ORGANIC',
  PROTECTED_ORIGIN = 'PROTECTED_ORIGIN',
  FAIR_TRADE = 'FAIR_TRADE',
}

registerEnumType(ProductLabel, { name: 'ProductLabel', description: 'What a product is certified for.' });

export enum ProductStatus {
  LISTED = 'LISTED',
  WITHDRAWN = 'WITHDRAWN',
}

registerEnumType(ProductStatus, { name: 'ProductStatus', description: 'Whether a product is offered.' });

export const productTransitions = transitionTable<ProductStatus>('Product', {
  LISTED: [ProductStatus.WITHDRAWN],
  WITHDRAWN: [],
});
