import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { connectionOf, DateTime } from '@maarad/shared/graphql';
import { Conflict } from '@maarad/shared/errors';
import { ErasureReason } from './customer-terms.js';

@ObjectType({ description: 'That a contact was erased: nothing is kept of the person. Only for the exhibitor itself.' })
@Entity()
export class CustomerErasure {
  @Field(() => ID, { description: 'The id that the contact had.' })
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  exhibitorId!: string;

  @Field(() => ErasureReason)
  @Column('text')
  reason!: ErasureReason;

  @Field(() => DateTime)
  @Column({ type: 'timestamptz', precision: 3 })
  erasedAt!: Date;

  @Field(() => String, { description: 'The subject of the token that it was done with.' })
  @Column('text')
  erasedBy!: string;

  /** The device's key, by which the contact would come again. */
  @Column('uuid')
  idempotencyKey!: string;
}

@ObjectType()
export class CustomerErasureConnection extends connectionOf('CustomerErasure', () => CustomerErasure) {}

/** The contact came before and was erased since: it does not come back by being sent again. */
export class CustomerErased extends Conflict {
  constructor(id: string) {
    super('This contact has been erased.', [{ type: 'Customer', id }]);
  }
}
