import { newId } from '@maarad/shared/runtime';
import { newSigningKeys, signatureHeaders, type SigningKeys } from '../sending/signing-keys.js';
import { WebhookScenario } from './webhook-test.inputs.js';

/** A request that is sent, and which answers are right. */
export interface TestRequest {
  sent: string;
  expected: string;
  isRight: (statusCode: number) => boolean;
  headers: Record<string, string>;
  body: string;
}

export const testEventType = 'org.maarad.partners.webhook.tested';
const lateMs = 600_000;
const oversize = 128 * 1_024;

const accepted = { expected: '2xx', isRight: (status: number) => status >= 200 && status < 300 };
const refused = { expected: '4xx', isRight: (status: number) => status >= 400 && status < 500 };
const either = {
  expected: '2xx or 4xx',
  isRight: (status: number) => accepted.isRight(status) || refused.isRight(status),
};

/** The requests of a scenario: events of a type of their own, that is never in the feed. */
export function requestsOf(
  scenario: WebhookScenario,
  endpointId: string,
  keys: SigningKeys[],
  now: Date,
): TestRequest[] {
  const event = (
    about: { version?: number; sequence?: number; data?: Record<string, unknown>; extra?: object } = {},
  ) => ({
    specversion: '1.0',
    id: newId(),
    type: `${testEventType}.v${about.version ?? 1}`,
    source: '/services/partners',
    subject: endpointId,
    time: now.toISOString(),
    datacontenttype: 'application/json',
    sequence: String(about.sequence ?? 1).padStart(10, '0'),
    ...about.extra,
    data: { endpointId, scenario, ...about.data },
  });
  const signed = (content: ReturnType<typeof event>, at = now, by = keys) => {
    const body = JSON.stringify(content);
    return { headers: signatureHeaders({ id: content.id, at, body }, by), body };
  };
  switch (scenario) {
    case WebhookScenario.PING:
      return [{ sent: 'an event', ...accepted, ...signed(event()) }];
    case WebhookScenario.DUPLICATE: {
      const twice = signed(event());
      return [
        { sent: 'an event', ...accepted, ...twice },
        { sent: 'the same event again', ...accepted, ...twice },
      ];
    }
    case WebhookScenario.OUT_OF_ORDER:
      return [
        { sent: 'the second event of a subject', ...accepted, ...signed(event({ sequence: 2 })) },
        { sent: 'the first event of it', ...accepted, ...signed(event({ sequence: 1 })) },
      ];
    case WebhookScenario.LATE:
      return [
        { sent: 'an event signed ten minutes ago', ...refused, ...signed(event(), new Date(now.getTime() - lateMs)) },
      ];
    case WebhookScenario.BAD_SIGNATURE:
      return [{ sent: 'an event signed by somebody else', ...refused, ...signed(event(), now, [newSigningKeys()]) }];
    case WebhookScenario.OVERSIZED:
      return [{ sent: 'an event of 128 KB', ...either, ...signed(event({ data: { filling: 'x'.repeat(oversize) } })) }];
    case WebhookScenario.NEXT_VERSION:
      return [
        {
          sent: 'an event of a later version',
          ...accepted,
          ...signed(event({ version: 2, extra: { later: 'yes' }, data: { later: { than: 'today' } } })),
        },
      ];
  }
}
