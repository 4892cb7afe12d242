import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsInt,
  IsOptional,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import { connectionOf, CreatingInput, ExhibitorKind, Region } from '@maarad/shared/graphql';
import { AllocationDecision } from './allocation-decision.entity.js';
import { AllocationProposal } from './allocation-proposal.entity.js';

@ObjectType()
export class AllocationProposalConnection extends connectionOf('AllocationProposal', () => AllocationProposal) {}

@ObjectType()
export class AllocationDecisionConnection extends connectionOf('AllocationDecision', () => AllocationDecision) {}

const shortCode = /^[A-Z][A-Z0-9_]{0,39}$/;
const inCapitals = { message: 'must be in capitals, such as WOMEN_LED' };

@InputType({
  description:
    'How many of a group may have a stand, or for how many of it places are kept. The group is those to whom all that is named applies; nothing named: everyone.',
})
export class AllocationQuotaInput {
  @Field(() => String)
  @Matches(shortCode, inCapitals)
  code!: string;

  @Field(() => [Region], { nullable: true })
  regions?: Region[];

  @Field(() => [ExhibitorKind], { nullable: true })
  kinds?: ExhibitorKind[];

  @Field(() => Boolean, { nullable: true })
  womenLed?: boolean;

  @Field(() => Boolean, { nullable: true })
  youthLed?: boolean;

  @Field(() => Boolean, {
    nullable: true,
    description: 'As the registration says; where it does not say, whether it never arrived at an earlier edition.',
  })
  firstTime?: boolean;

  @Field(() => Int, { nullable: true, description: 'Places kept for the group, as far as enough of it ask and fit.' })
  @IsOptional()
  @Min(0)
  min?: number;

  @Field(() => Int, { nullable: true, description: 'No more of the group than this may have a stand.' })
  @IsOptional()
  @Min(0)
  max?: number;

  @Field(() => Float, {
    nullable: true,
    description:
      '`min` as a share, 0 to 1, of all who can have a stand: as many as there are stands, or exhibitors where these are fewer. Rounded up.',
  })
  @IsOptional()
  @Min(0)
  @Max(1)
  minShare?: number;

  @Field(() => Float, { nullable: true, description: '`max` as such a share. Rounded down.' })
  @IsOptional()
  @Min(0)
  @Max(1)
  maxShare?: number;
}

@InputType({ description: 'Stands of one hall from one code to another, both counted in: "A-1" to "A-20".' })
export class StandRangeInput {
  @Field(() => String)
  from!: string;

  @Field(() => String)
  to!: string;
}

@InputType({ description: 'The stands of a hall that stand along one of its aisles, on both sides.' })
export class StandsAlongAisleInput {
  @Field(() => String, { description: "The hall's code." })
  hall!: string;

  @Field(() => Int, { description: "Its place in the hall's `aisles`, the first is 1." })
  @Min(1)
  aisle!: number;
}

@InputType({ description: 'Stands for sectors: whole halls, aisles, ranges of stands and single stands, together.' })
export class AllocationZoneInput {
  @Field(() => String)
  @Matches(shortCode, inCapitals)
  code!: string;

  @Field(() => [String])
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  sectors!: string[];

  @Field(() => [String], { nullable: true, description: "Halls' codes." })
  @IsOptional()
  @ArrayMaxSize(100)
  halls?: string[];

  @Field(() => [StandsAlongAisleInput], { nullable: true })
  @IsOptional()
  @ArrayMaxSize(100)
  @ValidateNested()
  aisles?: StandsAlongAisleInput[];

  @Field(() => [StandRangeInput], { nullable: true, description: 'A row, for example.' })
  @IsOptional()
  @ArrayMaxSize(100)
  @ValidateNested()
  ranges?: StandRangeInput[];

  @Field(() => [String], { nullable: true, description: "Stands' codes." })
  @IsOptional()
  @ArrayMaxSize(500)
  stands?: string[];

  @Field(() => Boolean, {
    defaultValue: true,
    description: 'True: it takes no other sector. False: it is where its sectors would best be.',
  })
  hard!: boolean;
}

@InputType()
export class ProposeAllocationInput extends CreatingInput {
  @Field(() => ID)
  editionId!: string;

  @Field(() => Int, { description: 'Draws the lot. The same facts and seed give the same proposal.' })
  @IsInt()
  seed!: number;

  @Field(() => [AllocationQuotaInput], { defaultValue: [] })
  @ArrayMaxSize(50)
  @ArrayUnique(({ code }: AllocationQuotaInput) => code, { message: 'must have a code each' })
  @ValidateNested()
  quotas!: AllocationQuotaInput[];

  @Field(() => [AllocationZoneInput], { defaultValue: [] })
  @ArrayMaxSize(50)
  @ArrayUnique(({ code }: AllocationZoneInput) => code, { message: 'must have a code each' })
  @ValidateNested()
  zones!: AllocationZoneInput[];
}

@InputType()
export class AllocationStepInput {
  @Field(() => ID)
  proposalId!: string;
}

@InputType()
export class MoveInAllocationInput extends AllocationStepInput {
  @Field(() => ID)
  registrationId!: string;

  @Field(() => ID, {
    nullable: true,
    description:
      'A stand that the proposal can give. Who has it there changes places with the one moved. Null: no stand.',
  })
  standId?: string | null;

  @Field(() => String, { description: 'Kept as the rule that decided, and shown to the exhibitor.' })
  @Length(1, 1000)
  reason!: string;
}

@InputType({ description: 'What is left out is no wish; wishes said before are replaced.' })
export class AllocationWishesInput {
  @Field(() => [String], { defaultValue: [], description: 'Codes of halls of the edition; any of them will do.' })
  @ArrayMaxSize(20)
  @ArrayUnique({ message: 'must name each hall once' })
  halls!: string[];

  @Field(() => Boolean, { defaultValue: false })
  corner!: boolean;

  @Field(() => [ID], { defaultValue: [], description: 'Exhibitors that it would have as neighbours.' })
  @ArrayMaxSize(10)
  @ArrayUnique({ message: 'must name each exhibitor once' })
  @IsUUID('all', { each: true, message: 'must be ids of exhibitors' })
  near!: string[];

  @Field(() => [ID], { defaultValue: [], description: 'Exhibitors that it would not have as neighbours.' })
  @ArrayMaxSize(10)
  @ArrayUnique({ message: 'must name each exhibitor once' })
  @IsUUID('all', { each: true, message: 'must be ids of exhibitors' })
  apart!: string[];
}

@InputType()
export class SetAllocationWishesInput {
  @Field(() => ID)
  registrationId!: string;

  @Field(() => AllocationWishesInput)
  @ValidateNested()
  wishes!: AllocationWishesInput;
}
