import type { Verdict } from './run-drill.js';

/** The lines of one table, in Markdown: a row for each drill, and below it what did not hold. */
export function tableOf(verdicts: Verdict[]): string[] {
  const channels = verdicts[0]?.heard.map(({ name }) => name) ?? [];
  const head = [
    'drill',
    'killed',
    'writes',
    'lost',
    'doubled',
    'events',
    ...channels,
    'longest answer s',
    'whole again s',
    '',
  ];
  const rows = verdicts.map((verdict) => {
    const { drill, writes, lost, doubled, events, heard, longestMs, recoveredSeconds, broken } = verdict;
    return [
      ...[drill.name, drill.killed, writes, lost, doubled, events],
      ...heard.map(({ missing, doubled: twice, outOfOrder }) => `${missing}/${twice}/${outOfOrder}`),
      ...[(longestMs / 1_000).toFixed(1), recoveredSeconds.toFixed(1), broken.length === 0 ? 'kept' : 'BROKEN'],
    ];
  });
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}

/** What did not hold, a line each. */
export const brokenIn = (verdicts: Verdict[]): string[] =>
  verdicts.flatMap(({ drill, broken }) => broken.map((promise) => `${drill.name}: ${promise}`));
