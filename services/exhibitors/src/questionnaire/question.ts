import { Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';
import { LocalDate, LocalizedText, type ExhibitorKind, type Texts } from '@maarad/shared/graphql';
import type { Exhibitor } from '../exhibitors/exhibitor.entity.js';
import type { Answer } from './answers.js';

export enum QuestionType {
  TEXT = 'TEXT',
  NUMBER = 'NUMBER',
  YES_NO = 'YES_NO',
  CHOICE = 'CHOICE',
  DATE = 'DATE',
}

registerEnumType(QuestionType, {
  name: 'QuestionType',
  description:
    'What an answer is, as JSON. TEXT: a string. NUMBER: a number. YES_NO: true or false. CHOICE: the code of an option; a list of codes where `limits.mostChoices` is more than 1. DATE: a day as "YYYY-MM-DD".',
});

@ObjectType({ description: 'One of the answers that a question of the type CHOICE can have.' })
export class QuestionOption {
  @Field(() => String, { description: 'What is answered, such as "FR".' })
  code!: string;

  @Field(() => LocalizedText)
  label!: Texts;
}

@ObjectType({ description: 'What an answer must keep to; null where it need not.' })
export class QuestionLimits {
  @Field(() => Float, { nullable: true, description: 'The smallest number.' })
  min?: number;

  @Field(() => Float, { nullable: true, description: 'The largest number.' })
  max?: number;

  @Field(() => Boolean, { nullable: true, description: 'True: a number without a fraction.' })
  whole?: boolean;

  @Field(() => Int, { nullable: true, description: 'How many characters a text may have.' })
  maxLength?: number;

  @Field(() => Int, {
    nullable: true,
    description: 'How many options may be chosen; more than 1: the answer is a list.',
  })
  mostChoices?: number;

  @Field(() => LocalDate, { nullable: true, description: 'The first day that may be answered.' })
  earliest?: string;
}

/** A question as the questionnaire keeps it: its words are kept apart, by its code. */
export interface Question {
  code: string;
  type: QuestionType;
  required: boolean;
  /** Who is asked; left out: all. */
  kinds?: readonly ExhibitorKind[];
  options?: readonly string[];
  limits?: QuestionLimits;
  /** A rule that limits cannot say, and its words. */
  rule?: { keptBy: (text: string) => boolean; says: string };
  /** The answer that the exhibitor's profile gives: who has said it there need not say it again. */
  fromProfile?: (exhibitor: Exhibitor) => Answer | undefined;
}

@ObjectType({ description: 'A question that an exhibitor of some kind is asked when it registers.' })
export class RegistrationQuestion {
  @Field(() => String, { description: 'Names it in `answers`; the same for all kinds that are asked it.' })
  code!: string;

  @Field(() => QuestionType)
  type!: QuestionType;

  @Field(() => LocalizedText, { description: 'The question itself.' })
  label!: Texts;

  @Field(() => LocalizedText, { nullable: true, description: 'What to know for answering it.' })
  help!: Texts | null;

  @Field(() => Boolean, {
    description: 'A draft is submitted only when it is answered, or when the profile answers it.',
  })
  required!: boolean;

  @Field(() => Boolean, {
    description: "What the exhibitor's profile says counts as the answer where none is given, such as its members.",
  })
  fromProfile!: boolean;

  @Field(() => [QuestionOption], { description: 'In the order to show them; none unless the type is CHOICE.' })
  options!: QuestionOption[];

  @Field(() => QuestionLimits)
  limits!: QuestionLimits;
}
