import { failed, SpanKind, type Span, type SpanDescription } from '@maarad/shared/telemetry';
import type { Answer, WebhookRequest } from '../sending/send-webhook.js';
import type { DueDelivery } from './pick-deliveries.js';
import { isSuccess } from './record-outcomes.js';

/** The span of one request to a receiver. Of its address the host alone: a path may hold what only the partner knows. */
export const attemptSpan = (
  { id, endpointId, eventId, tries }: DueDelivery,
  { url }: WebhookRequest,
): SpanDescription => ({
  name: 'webhook attempt',
  kind: SpanKind.CLIENT,
  attributes: {
    'http.request.method': 'POST',
    'server.address': URL.canParse(url) ? new URL(url).hostname : undefined,
    'http.request.resend_count': tries,
    'messaging.message.id': eventId,
    'maarad.webhook_endpoint': endpointId,
    'maarad.delivery': id,
  },
});

export function sayAnswer(span: Span | undefined, answer: Answer): void {
  if (!span) {
    return;
  }
  span.setAttribute('http.response.status_code', answer.statusCode ?? 0);
  if (!isSuccess(answer)) {
    failed(span, { code: answer.statusCode ?? 'no answer' });
  }
}
