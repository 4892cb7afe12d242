import { CodedError, type ErrorCode } from '@maarad/shared/errors';
import type { Service } from '../services.js';
import { noAnswer } from '../silence.js';

const patienceMs = 1_000;
/** A re-driven event runs its handler; reading is quick or not at all. */
const decisionPatienceMs = 5_000;

export interface Asked {
  handedOn: Record<string, string>;
  /** What to do, as JSON; without it the service is only asked. */
  body?: object;
}

/** Asks a service's `/operations`, as the caller. @throws CodedError: the service's refusal, or SERVICE_UNAVAILABLE */
export async function askService<Answer>(service: Service, path: string, { handedOn, body }: Asked): Promise<Answer> {
  const { status, answer } = await answerOf(service, path, { handedOn, body }).catch((error: unknown) => {
    throw noAnswer(service, error);
  });
  if (status === 200) {
    service.silence.end();
    return answer as Answer;
  }
  const { code, message, details } = answer as { code?: ErrorCode; message: string; details: object };
  throw code ? new CodedError(code, message, { ...details }) : noAnswer(service);
}

async function answerOf(service: Service, path: string, { handedOn, body }: Asked) {
  const response = await service.streams.request({
    method: body ? 'POST' : 'GET',
    path: service.path(`/operations${path}`),
    headers: { ...handedOn, ...(body && { 'content-type': 'application/json' }) },
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout(body ? decisionPatienceMs : patienceMs),
  });
  return { status: response.statusCode, answer: (await response.body.json()) as unknown };
}
