import 'reflect-metadata';
import { join } from 'node:path';
import { createRequest, stringifyDocument } from '@urql/core';
import { parse, print } from 'graphql';
import { packageFolder } from '../src/package-folder.js';
import { readManifests } from '../src/safelist/manifest.js';
import { Safelist } from '../src/safelist/safelist.js';

test("the console's operations are safelisted as its client spaces them, and those of GraphiQL as a person does", async () => {
  const manifest = await readManifests([join(packageFolder, 'operations', 'manifest.json')]);
  const safelist = new Safelist('safelisted', manifest);
  expect(manifest.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['ConsoleEdition', 'ConsolePlatform', 'WhatHappens', 'WhoAmI', 'TheWholeFair']),
  );
  for (const operation of manifest) {
    const document = parse(operation.body);
    const sent = [stringifyDocument(createRequest(document, {}).query), print(document), `\n  ${operation.body}\n`];
    for (const query of sent) {
      expect(safelist.admit({ query })).toBe(operation);
    }
  }
});
