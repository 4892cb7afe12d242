import 'reflect-metadata';
import { once } from 'node:events';
import { captureOutput } from '@maarad/shared/testing';
import WebSocket from 'ws';
import { openCannedFair } from './canned-fair.js';
import { doors, streams } from './doors.js';

const credential = (letter: string) => `mp_${'0'.repeat(32)}_${letter.repeat(43)}`;
const webhookSecret = `whsec_${'c2VjcmV0'.repeat(5)}`;

test('the log says what was asked and how it ended, and at no level a token, a credential or another secret', async () => {
  const output = captureOutput();
  try {
    const fair = await openCannedFair({ LOG_LEVEL: 'trace', NODE_ENV: 'production' });
    fair.services.partners.routes['/credentials/check'] = (_request, response) =>
      void response.end(JSON.stringify({ partnerId: 'council', expiresAt: null }));
    const good = await fair.token({ id: 'organiser', role: 'admin' });
    const expired = await fair.token({ id: 'organiser', role: 'admin' }, 1);
    const tokens = [good, expired, `${good.slice(0, -4)}AAAA`, credential('a'), 'mp_secret_of_nobody', 'hush-hush'];
    const ask = [...Object.values(doors), ...Object.values(streams).slice(1)];
    const asked = `query Seen { exhibitor(id: "${webhookSecret}") { id } failing(code: "INTERNAL") faulty }`;
    for (const token of tokens) {
      for (const door of ask) {
        await door(fair.url, asked, `Bearer ${token}`);
        await door(fair.url, asked, token);
      }
    }
    const variables = { id: webhookSecret };
    await fair.post('query Seen($id: ID!) { exhibitor(id: $id) { id } }', { variables });
    await fair.post('query Seen($id: Int!) { exhibitors(first: $id) { totalCount } }', { variables });
    await fetch(`${fair.url}/events?token=${good}&secret=${credential('b')}`, {
      signal: AbortSignal.timeout(200),
    }).catch(() => undefined);
    for (const service of [fair.services.partners, fair.services.exhibitors]) {
      await service.stop();
    }
    for (const token of [credential('c'), good]) {
      await fair.post(asked, { headers: { authorization: `Bearer ${token}` } });
    }
    for (const payload of [
      { authorization: `Bearer ${good}`, password: 'hush-hush' },
      { authorization: 'hush-hush' },
    ]) {
      const socket = new WebSocket(`${fair.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
      const closed = once(socket, 'close');
      await once(socket, 'open');
      socket.send(JSON.stringify({ type: 'connection_init', payload }));
      await Promise.race([once(socket, 'message'), closed]);
      socket.on('error', () => undefined).send(`{"type":"subscribe","hush-hush`);
      await closed;
    }
    await fair.close();

    const lines = output.lines();
    expect(lines).toContain('"operation":"Seen"');
    expect(lines).toContain('a service gave no answer');
    const signatures = [good, expired].map((token) => token.split('.')[2] as string);
    for (const secret of [
      ...tokens.map((token) => token.slice(0, 60)),
      ...signatures,
      ...['a', 'b', 'c'].map((letter) => letter.repeat(43)),
      ...[webhookSecret, fair.config.PRINCIPAL_SECRET, 'x-maarad-principal', 'hush-hush'],
    ]) {
      expect({ secret, line: lines.split('\n').find((line) => line.includes(secret)) }).toEqual({ secret });
    }
  } finally {
    output.stop();
  }
});
