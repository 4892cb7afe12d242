import { Entity, PrimaryColumn } from 'typeorm';

/** What a listed product is found by: its name, its category, its exhibitor's name and the values of its options. Beside `products`, which sales write. */
@Entity()
export class ProductText {
  /** The product's. */
  @PrimaryColumn('uuid', { name: 'product_id' })
  id!: string;
}
