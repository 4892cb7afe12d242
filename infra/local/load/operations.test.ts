import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, parse, validate } from 'graphql';
import { repository } from '../repository.js';
import * as operations from './operations.js';

const schema = buildSchema(readFileSync(join(repository, 'gateway/api.graphql'), 'utf8'));
const { registrationStep, ...fixed } = operations;
const steps = Object.fromEntries(
  ['waitlist', 'approve', 'confirm', 'checkIn'].map((step) => [step, registrationStep(`${step}Registration`, false)]),
);
const refusals = Object.fromEntries(
  ['reject', 'withdraw'].map((step) => [step, registrationStep(`${step}Registration`, true)]),
);

test.each(Object.entries({ ...fixed, ...steps, ...refusals }))(
  'the graph knows what the loader asks: %s',
  (_, text) => {
    expect(validate(schema, parse(text)).map(({ message }) => message)).toEqual([]);
  },
);
