import type { SubscriptionMessage } from './subscription-runner.js';

export interface Watching {
  /** Ends the messages at once, also while none is on its way: a generator by itself would end with the next one only. */
  abort: AbortController;
  /** How long a message may lie before the subscription is ended. */
  patienceMs: number;
  /** Called with the cursor of the last message that was taken. */
  onSlow(cursor: string | undefined): void;
  onMessage(): void;
  /** Called once. */
  onEnd(): void;
}

/** Messages that are pulled one at a time. One that stays unread for too long ends the subscription: nothing is stored up for it. */
export function watched(
  messages: AsyncGenerator<SubscriptionMessage, void>,
  { abort, patienceMs, onSlow, onMessage, onEnd }: Watching,
): AsyncGenerator<SubscriptionMessage, void> {
  let lying: NodeJS.Timeout | undefined;
  let taken: string | undefined;
  let sent: string | undefined;
  const end = () => {
    clearTimeout(lying);
    if (!abort.signal.aborted) {
      abort.abort();
      onEnd();
    }
  };
  const tooSlow = () => {
    end();
    onSlow(taken);
  };
  const generator: AsyncGenerator<SubscriptionMessage, void> = {
    async next() {
      clearTimeout(lying);
      taken = sent;
      const result = await messages.next();
      if (result.done) {
        end();
      } else if (!abort.signal.aborted) {
        onMessage();
        sent = result.value.extensions?.cursor as string | undefined;
        lying = setTimeout(tooSlow, patienceMs);
      }
      return result;
    },
    return() {
      end();
      return messages.return();
    },
    throw(error) {
      end();
      return messages.throw(error);
    },
    [Symbol.asyncIterator]: () => generator,
    async [Symbol.asyncDispose]() {
      await generator.return();
    },
  };
  return generator;
}
