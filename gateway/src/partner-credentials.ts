import { createHash } from 'node:crypto';
import { anonymous, BoundedCache, principalHeader, type PrincipalSigner } from '@maarad/shared/auth';
import { Unauthenticated } from '@maarad/shared/errors';
import pLimit from 'p-limit';
import { z } from 'zod';
import { postJson } from './post-json.js';
import type { Caller } from './request-context.js';
import type { Service } from './services.js';
import { noAnswer } from './silence.js';

const form = /^mp_[0-9a-f]{32}_[A-Za-z0-9_-]{43}$/;

const answerSchema = z.union([
  z.object({ partnerId: z.string(), expiresAt: z.coerce.date().nullable() }),
  z.object({ refused: z.enum(['UNKNOWN', 'REVOKED', 'EXPIRED', 'CLOSED']) }),
]);

type Checked = z.infer<typeof answerSchema>;

const refusals = {
  UNKNOWN: 'There is no such credential.',
  REVOKED: 'The credential is revoked.',
  EXPIRED: 'The credential has expired.',
  CLOSED: 'The organiser has closed this partner.',
};

const mostRemembered = 5_000;

/** Who guesses waits in this queue, and takes no more of the partners service than this. */
const questionsAtOnce = 16;

/** A refusal is remembered for less long, so that a partner that is reopened is let in soon. */
const refusedFor = 1 / 6;

/** A stream asks again a little before what is remembered lapses: it ends within twice the time for which an answer is believed. */
const againAfter = 0.8;

interface Options {
  /** How long an answer is believed, in milliseconds: so long can a revoked credential still be used for requests. */
  trustMs: number;
  patienceMs: number;
}

/** Partners' credentials, `mp_…`: whose they are is asked of the partners service. Only their hashes are remembered here. */
export class PartnerCredentials {
  // Apart, so that guesses push out none that is good.
  private readonly good = new BoundedCache<Checked>(mostRemembered);
  private readonly refused = new BoundedCache<Checked>(mostRemembered);
  private readonly asked = new Map<string, Promise<Checked>>();
  private readonly atOnce = pLimit(questionsAtOnce);

  constructor(
    private readonly service: Service,
    private readonly signer: PrincipalSigner,
    private readonly options: Options,
  ) {}

  static has(token: string): boolean {
    return token.startsWith('mp_');
  }

  /**
   * @throws Unauthenticated for a credential that is none, is revoked or has expired.
   * @throws CodedError SERVICE_UNAVAILABLE when the partners service does not answer and nothing is remembered.
   */
  async identify(secret: string): Promise<Caller> {
    if (!form.test(secret)) {
      throw new Unauthenticated('The credential is malformed.');
    }
    const checked = await this.check(secret);
    if ('refused' in checked) {
      throw new Unauthenticated(refusals[checked.refused]);
    }
    const { partnerId, expiresAt } = checked;
    return {
      principal: Object.freeze({ id: `partner:${partnerId}`, role: 'partner', partnerId }),
      ...(expiresAt && { expiresAt }),
      again: { afterMs: this.options.trustMs * againAfter, check: () => this.identify(secret) },
    };
  }

  private async check(secret: string): Promise<Checked> {
    const key = createHash('sha256').update(secret).digest('base64url');
    const now = Date.now();
    const known = this.good.get(key, now) ?? this.refused.get(key, now);
    if (known) {
      return known;
    }
    const asking = this.asked.get(key) ?? this.atOnce(() => this.ask(secret));
    this.asked.set(key, asking);
    try {
      const checked = await asking;
      this.remember(key, checked, now);
      return checked;
    } finally {
      this.asked.delete(key);
    }
  }

  /** From when it was asked on: what is revoked while the answer is on its way counts too. */
  private remember(key: string, checked: Checked, askedAt: number): void {
    const { trustMs } = this.options;
    if ('refused' in checked) {
      this.refused.set(key, checked, askedAt + trustMs * refusedFor);
    } else {
      this.good.set(key, checked, Math.min(askedAt + trustMs, checked.expiresAt?.getTime() ?? Infinity));
    }
  }

  private async ask(secret: string): Promise<Checked> {
    const { name, pool, path, silence } = this.service;
    try {
      const { status, body } = await postJson(pool, {
        path: path('/credentials/check'),
        headers: { [principalHeader]: await this.signer.sign(anonymous) },
        body: JSON.stringify({ secret }),
        patienceMs: this.options.patienceMs,
      });
      if (status !== 200) {
        throw new Error(`the check of a credential was answered with ${status}`);
      }
      const checked = answerSchema.parse(JSON.parse(String(body)));
      silence.end();
      return checked;
    } catch (cause) {
      throw noAnswer(this.service, cause, `The service ${name} does not answer, so no credential can be checked.`);
    }
  }
}
