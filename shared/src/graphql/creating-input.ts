import { Length } from 'class-validator';
import { Field, InputType } from 'type-graphql';

/** What every input that creates something has. */
@InputType()
export abstract class CreatingInput {
  @Field(() => String, {
    description:
      'Chosen by the caller, at most 255 characters. The same key with the same input gives the first answer again; with another input it is IDEMPOTENCY_CONFLICT.',
  })
  @Length(1, 255)
  idempotencyKey!: string;
}
