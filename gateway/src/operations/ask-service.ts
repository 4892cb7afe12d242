import type { FormattedExecutionResult } from 'graphql';
import { askTraced } from '../ask-traced.js';
import { refusalIn } from '../refusal-in.js';
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
  throw refusalIn(answer as FormattedExecutionResult) ?? noAnswer(service);
}

function answerOf(service: Service, relative: string, { handedOn, body }: Asked) {
  const path = `/operations${relative}`;
  const method = body ? 'POST' : 'GET';
  const [route = path] = path.split('?');
  return askTraced({ service: service.name, method, path: route, headers: handedOn }, async (headers, span) => {
    const { statusCode: status, body: answer } = await service.streams.request({
      method,
      path: service.path(path),
      headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(body ? decisionPatienceMs : patienceMs),
    });
    span?.setAttribute('http.response.status_code', status);
    return { status, answer: (await answer.json()) as unknown };
  });
}
