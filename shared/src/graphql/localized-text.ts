import { IsOptional, IsString, Length, registerDecorator, type ValidationOptions } from 'class-validator';
import { Arg, Ctx, Directive, Field, FieldResolver, InputType, ObjectType, Resolver, Root } from 'type-graphql';
import { Column, type ColumnOptions } from 'typeorm';
import type { Context } from './context.js';
import { Language, TextDirection } from './language.js';

/** How a text is kept: one entry per language in which it exists, at least one. */
export type Texts = Partial<Record<Language, string>>;

@ObjectType({ description: 'A text in one language.' })
@Directive('@shareable')
export class Translation {
  @Field(() => Language)
  language!: Language;

  @Field(() => String)
  value!: string;
}

@ObjectType({
  description:
    'A text of the fair in up to four languages. Served in the language asked for by argument, else by Accept-Language, else in Arabic, then French, then what there is; `language` and `direction` say what was served.',
})
@Directive('@shareable')
export class LocalizedText {}

const preference = [Language.AR, Language.FR, Language.EN, Language.ZGH];

/** The language in which a text is served to someone who wants it in `wanted`. */
export function servedLanguage(texts: Texts, wanted: Language | undefined): Language {
  const served = [wanted, ...preference].find((language) => language && texts[language]);
  return served ?? Language.AR;
}

@Resolver(() => LocalizedText)
export class LocalizedTextResolver {
  @FieldResolver(() => String, { description: 'The text itself.' })
  value(
    @Root() texts: Texts,
    @Ctx() context: Context,
    @Arg('language', () => Language, { nullable: true }) language?: Language,
  ): string {
    return texts[servedLanguage(texts, language ?? context.language)] ?? '';
  }

  @FieldResolver(() => Language, { description: 'The language in which it is served.' })
  language(
    @Root() texts: Texts,
    @Ctx() context: Context,
    @Arg('language', () => Language, { nullable: true }) language?: Language,
  ): Language {
    return servedLanguage(texts, language ?? context.language);
  }

  @FieldResolver(() => TextDirection, { description: 'Which way the served text is read.' })
  direction(
    @Root() texts: Texts,
    @Ctx() context: Context,
    @Arg('language', () => Language, { nullable: true }) language?: Language,
  ): TextDirection {
    return servedLanguage(texts, language ?? context.language) === Language.AR ? TextDirection.RTL : TextDirection.LTR;
  }

  @FieldResolver(() => [Translation], { description: 'Every language in which the text exists.' })
  translations(@Root() texts: Texts): Translation[] {
    return preference.flatMap((language) => (texts[language] ? [{ language, value: texts[language] }] : []));
  }
}

@InputType({ description: 'A text in at least one of the four languages.' })
export class LocalizedTextInput {
  @Field(() => String, { nullable: true })
  @IsOptional()
  @IsString()
  @Length(1, 5000)
  ar?: string;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @Length(1, 5000)
  fr?: string;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @Length(1, 5000)
  en?: string;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @Length(1, 5000)
  zgh?: string;
}

/** What an input says, without the languages that it does not. */
export function textsOf(input: LocalizedTextInput): Texts {
  return Object.fromEntries(
    preference.flatMap((language) => (input[language]?.trim() ? [[language, input[language].trim()]] : [])),
  );
}

/** Refuses a text in no language. Put beside `@ValidateNested` on every field of type LocalizedTextInput (or use `TextField`). */
export function InSomeLanguage(options: ValidationOptions = {}): PropertyDecorator {
  return (target, property) =>
    registerDecorator({
      name: 'inSomeLanguage',
      target: target.constructor,
      propertyName: String(property),
      options: { message: 'must be given in at least one of ar, fr, en, zgh', ...options },
      validator: {
        validate: (value: unknown) =>
          typeof value === 'object' && value !== null && Object.keys(textsOf(value)).length > 0,
      },
    });
}

/** A column that holds a text in its languages. */
export const TextColumn = (options: ColumnOptions = {}): PropertyDecorator => Column({ type: 'jsonb', ...options });
