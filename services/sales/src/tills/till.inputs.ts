import { ArrayMaxSize, ArrayMinSize, Length, Matches } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { CreatingInput, PageArgs } from '@maarad/shared/graphql';
import { Order } from '../orders/order.entity.js';

@InputType()
export class RegisterTillInput extends CreatingInput {
  @Field(() => ID)
  exhibitorId!: string;

  @Field(() => ID)
  editionId!: string;

  @Field(() => String, { description: 'By which the exhibitor knows the device.' })
  @Length(1, 100)
  name!: string;

  @Field(() => String, { description: 'Its Ed25519 public key: the `x` of the JWK (RFC 8037), of no other till.' })
  @Matches(/^[A-Za-z0-9_-]{43}$/, { message: 'must be 32 bytes in base64url' })
  publicKey!: string;
}

@ArgsType()
export class TillsArgs extends PageArgs {
  @Field(() => ID, { nullable: true, description: 'The organiser sees all unless said; an exhibitor its own.' })
  exhibitorId?: string;
}

@InputType()
export class SyncStandSalesInput {
  @Field(() => ID)
  exhibitorId!: string;

  @Field(() => ID, { description: 'The till whose journal it is.' })
  standKeyId!: string;

  @Field(() => [String], {
    description:
      'At most 100 entries in any order, each a compact JWS (EdDSA) of {"till", "number" from 1, "soldAt", "payment", "lines": [{"product", "quantity", "unitPrice": "35.00"}]}, prices in the currency of the edition.',
  })
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @Length(1, 20_000, { each: true })
  entries!: string[];
}

export enum EntryOutcome {
  MERGED = 'MERGED',
  KNOWN = 'KNOWN',
  REFUSED = 'REFUSED',
}

registerEnumType(EntryOutcome, {
  name: 'EntryOutcome',
  description: 'MERGED now, KNOWN from before with the same content, or REFUSED with a code.',
});

@ObjectType({ description: 'What became of one entry of a journal.' })
export class SyncedEntry {
  @Field(() => Int, { nullable: true, description: 'Null when the entry could not be read.' })
  number!: number | null;

  @Field(() => EntryOutcome)
  outcome!: EntryOutcome;

  @Field(() => Order, { nullable: true })
  order!: Order | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why it was refused, as in `extensions.code`: CONFLICT when the number came with other content.',
  })
  code!: string | null;

  @Field(() => String, { nullable: true })
  message!: string | null;
}
