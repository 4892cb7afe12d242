import { IsOptional, ValidateNested } from 'class-validator';
import { Field } from 'type-graphql';
import { InSomeLanguage, LocalizedTextInput } from './localized-text.js';

/** A field of an input that takes a text in some language: checked inside and out. */
export function TextField(options: { nullable?: boolean; description?: string } = {}): PropertyDecorator {
  const decorators = [
    Field(() => LocalizedTextInput, options) as PropertyDecorator,
    ValidateNested(),
    InSomeLanguage(),
    ...(options.nullable ? [IsOptional()] : []),
  ];
  return (target, property) => decorators.forEach((decorate) => decorate(target, property));
}
