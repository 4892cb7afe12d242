import { entityLoader } from '@maarad/shared/graphql';
import { Product } from './product.entity.js';

export const productById = entityLoader(Product);
