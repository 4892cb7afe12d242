import { BadUserInput } from '@maarad/shared/errors';
import { textsOf } from '@maarad/shared/graphql';
import type { ProductOption } from './product-option.js';
import type { Choice } from './product-variant.entity.js';
import type { ProductChoiceInput, ProductOptionInput } from './variant.inputs.js';

/** Options as they are kept. */
export const optionsOf = (inputs: ProductOptionInput[]): ProductOption[] =>
  inputs.map(({ code, name, values }) => ({
    code,
    name: textsOf(name),
    values: values.map((value) => ({ code: value.code, name: textsOf(value.name) })),
  }));

/** One value of each option, in the order of the options. @throws BadUserInput */
export function choicesOf(options: ProductOption[], inputs: ProductChoiceInput[]): Choice[] {
  inputs.forEach(({ option: code, value }, index) => {
    const option = options.find((one) => one.code === code);
    if (!option) {
      const codes = options.map((one) => one.code).join(', ');
      throw new BadUserInput([{ path: `choices.${index}.option`, rule: `must be an option of the product: ${codes}` }]);
    }
    if (!option.values.some((one) => one.code === value)) {
      const codes = option.values.map((one) => one.code).join(', ');
      throw new BadUserInput([{ path: `choices.${index}.value`, rule: `must be one of ${codes}` }]);
    }
  });
  return options.map(({ code }) => {
    const chosen = inputs.find(({ option }) => option === code);
    if (!chosen) {
      throw new BadUserInput([{ path: 'choices', rule: `must choose one of ${code}` }]);
    }
    return { option: code, value: chosen.value };
  });
}

/** The same text for the same choices. */
export const combinationOf = (choices: Choice[]): string =>
  choices
    .map(({ option, value }) => `${option}=${value}`)
    .sort()
    .join(' ');

/** The options of a product with variants change in words and grow in values; what is chosen of them stays. @throws BadUserInput */
export function changedOptions(
  before: ProductOption[] | null,
  inputs: ProductOptionInput[],
  chosen: Choice[],
): ProductOption[] {
  const refuse = (rule: string) => new BadUserInput([{ path: 'options', rule }]);
  if (!before) {
    throw refuse('must be given when a product is listed: this one may have been sold without');
  }
  const after = optionsOf(inputs);
  const codes = (options: ProductOption[]) => options.map(({ code }) => code).sort();
  if (codes(before).join() !== codes(after).join()) {
    throw refuse(`must be ${codes(before).join(', ')}, as when it was listed`);
  }
  const gone = chosen.find(
    ({ option, value }) =>
      !after.some(({ code, values }) => code === option && values.some((one) => one.code === value)),
  );
  if (gone) {
    throw refuse(`must keep ${gone.option} ${gone.value}: a variant is offered in it`);
  }
  return after;
}
