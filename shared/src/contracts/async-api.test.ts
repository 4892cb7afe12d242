import { Parser } from '@asyncapi/parser';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { CloudEvent } from 'cloudevents';
import { readEvent } from '../messaging/read-event.js';
import { asyncApiDocument } from './async-api.js';
import { eventCatalogue } from './catalogue.js';
import { eventSchema, shortName } from './event-schema.js';
import { exampleOf } from './example-of.js';

test('the document is AsyncAPI 3 without a complaint, for the reference parser', async () => {
  const { document, diagnostics } = await new Parser().parse(JSON.stringify(asyncApiDocument()));
  expect(diagnostics).toEqual([]);
  expect(document?.version()).toBe('3.1.0');
  expect(document?.allMessages().length).toBe(eventCatalogue.length);
}, 60_000);

describe.each(eventCatalogue.map((definition) => [shortName(definition), definition] as const))(
  '%s',
  (_, definition) => {
    const example = exampleOf(definition);

    test('has an example that its own contract reads, a strict CloudEvent', () => {
      expect(readEvent(example, definition, '').data).toEqual(example.data);
      expect(() => new CloudEvent(example, true)).not.toThrow();
    });

    test('has a JSON Schema that fits the example, in both drafts, and not one that lacks its data', () => {
      const schemas = [
        [new Ajv2020({ strict: true, allowUnionTypes: true }), eventSchema(definition)],
        [new Ajv(), asyncApiPayload(definition.type)],
      ] as const;
      for (const [ajv, schema] of schemas) {
        (formats as unknown as (ajv: unknown) => void)(ajv);
        const fits = ajv.compile(schema as object);
        expect([fits(example), fits.errors]).toEqual([true, null]);
        expect(fits({ ...example, data: {} })).toBe(false);
      }
    });
  },
);

function asyncApiPayload(type: string): unknown {
  const { components } = asyncApiDocument() as { components: { messages: Record<string, { payload: unknown }> } };
  return components.messages[type]?.payload;
}
