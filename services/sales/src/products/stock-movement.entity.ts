import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { connectionOf, DateTime } from '@maarad/shared/graphql';

export const movementKinds = ['RECEIVED', 'SOLD', 'REFUNDED', 'LOST', 'CORRECTED', 'RESERVED', 'RELEASED'] as const;
export type MovementKind = (typeof movementKinds)[number];
const MovementKinds = Object.fromEntries(movementKinds.map((kind) => [kind, kind]));

registerEnumType(MovementKinds, {
  name: 'MovementKind',
  description:
    'Why goods came or left. CORRECTED: they were counted, and there were more or fewer. RESERVED: they are kept for a buyer; RELEASED: they are not any more, because they are free again or sold.',
});

@ObjectType({
  description: "One entry of a product's stock ledger. Entries are never changed: their sum is what is available.",
})
@Entity()
export class StockMovement {
  @Field(() => ID)
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id!: string;

  @Column('uuid')
  productId!: string;

  @Field(() => MovementKinds)
  @Column('text')
  kind!: MovementKind;

  @Field(() => Int, { description: 'Units: negative when they leave the stall.' })
  @Column('integer')
  quantity!: number;

  @Field(() => ID, { nullable: true, description: 'The order that they left with or came back from.' })
  @Column('uuid', { nullable: true })
  orderId!: string | null;

  @Field(() => String, { nullable: true, description: 'Said of what was lost or corrected.' })
  @Column('text', { nullable: true })
  reason!: string | null;

  @Field(() => DateTime)
  @Column({ type: 'timestamptz', precision: 3 })
  at!: Date;

  /** The subject of the token that it was done with. */
  @Column('text')
  by!: string;
}

@ObjectType()
export class StockMovementConnection extends connectionOf('StockMovement', () => StockMovement) {}
