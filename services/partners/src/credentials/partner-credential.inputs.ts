import { Length } from 'class-validator';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { CreatingInput, DateTime } from '@maarad/shared/graphql';
import { PartnerCredential } from './partner-credential.entity.js';

@InputType()
export class IssuePartnerCredentialInput extends CreatingInput {
  @Field(() => ID)
  partnerId!: string;

  @Field(() => String, { description: 'Where it will be used, at most 100 characters.' })
  @Length(1, 100)
  label!: string;

  @Field(() => DateTime, { nullable: true, description: 'In the future; without it the credential has no end.' })
  expiresAt?: Date;
}

@InputType()
export class RevokePartnerCredentialInput {
  @Field(() => ID)
  credentialId!: string;

  @Field(() => String)
  @Length(1, 500)
  reason!: string;
}

@ObjectType({ description: 'A credential with what its bearer shows.' })
export class IssuedPartnerCredential {
  @Field(() => PartnerCredential)
  credential!: PartnerCredential;

  @Field(() => String, {
    nullable: true,
    description: '`mp_…`. Shown this once: null where the same key comes again. Who has lost it issues another one.',
  })
  secret!: string | null;
}
