import { ArrayMinSize, IsISO4217CurrencyCode, IsTimeZone, Min, ValidateNested } from 'class-validator';
import { Field, InputType, Int } from 'type-graphql';
import { CreatingInput, LocalDate, LocalizedTextInput, Region, TextField } from '@maarad/shared/graphql';

@InputType()
export class OrganiserInput {
  @TextField()
  name!: LocalizedTextInput;
}

@InputType()
export class CreateEditionInput extends CreatingInput {
  @Field(() => Int)
  @Min(1)
  number!: number;

  @TextField()
  name!: LocalizedTextInput;

  @TextField()
  theme!: LocalizedTextInput;

  @TextField()
  city!: LocalizedTextInput;

  @Field(() => Region)
  region!: Region;

  @Field(() => LocalDate)
  startsOn!: string;

  @Field(() => LocalDate)
  endsOn!: string;

  @Field(() => String, { defaultValue: 'Africa/Casablanca' })
  @IsTimeZone({ message: 'must be an IANA time zone' })
  timeZone!: string;

  @Field(() => String, { defaultValue: 'MAD' })
  @IsISO4217CurrencyCode({ message: 'must be an ISO 4217 currency code' })
  currency!: string;

  @Field(() => [OrganiserInput])
  @ArrayMinSize(1)
  @ValidateNested()
  organisers!: OrganiserInput[];
}
