import { subgraphSdl } from '@maarad/shared/graphql';
import { subgraph } from './schema.js';

test('the subgraph says which entities are its own and to which it adds', () => {
  const sdl = subgraphSdl(subgraph);
  for (const type of ['Product', 'Order', 'Exhibitor', 'Edition']) {
    expect(sdl).toContain(`type ${type} @key(fields: "id")`);
  }
  expect(sdl).not.toContain('recordedBy');
});
