import { Entity, PrimaryColumn } from 'typeorm';

/** What a listed product is found by: its name, its category and its exhibitor's name. Beside `products`, which sales write. */
@Entity()
export class ProductText {
  /** The product's. */
  @PrimaryColumn('uuid', { name: 'product_id' })
  id!: string;
}
