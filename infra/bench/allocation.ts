import { allocate, allocateGreedily, sampleFair } from '@maarad/exhibitors/allocation';
import { machine, median, writeSection } from './measured-section.js';

const sizes = [
  { exhibitors: 170, stands: 180, seconds: 2 },
  { exhibitors: 2000, stands: 2100, seconds: 20 },
];
const seeds = [1, 2, 3, 4, 5];
const least = 1.1;

/** Time of the allocation, and the wishes that it keeps beside a greedy one, over five made-up fairs of each size. */
export async function run(): Promise<void> {
  const measured = sizes.map((size) => ({ ...size, fairs: seeds.map((seed) => measure({ ...size, seed })) }));
  const rows = measured.map(({ exhibitors, stands, seconds, fairs }) => {
    const of = (value: (fair: (typeof fairs)[number]) => number) => median(fairs.map(value));
    return `| ${exhibitors} on ${stands} | ${of(({ took }) => took).toFixed(2)} (at most ${Math.max(...fairs.map(({ took }) => took)).toFixed(2)}) | ${seconds} | ${of(({ placed }) => placed)} | ${of(({ kept }) => kept).toFixed(3)} | ${of(({ greedilyPlaced }) => greedilyPlaced)} | ${of(({ greedilyKept }) => greedilyKept).toFixed(3)} | ${of(({ ratio }) => ratio).toFixed(2)} |`;
  });
  const lines = [
    '`npm run bench -- allocation`, goals: under the seconds allowed, and at least ' +
      `${least} times the greedy wishes.`,
    '',
    '| exhibitors on stands | seconds (median) | allowed | placed | wishes kept | placed greedily | kept greedily | ratio |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
    'Five made-up fairs of each size: power, water and area, a hard and a preferred zone, three quotas, wishes for halls, corners, neighbours and distance.',
    'Greedy: one after the other, by the same lot, takes the free stand that keeps most of its wishes. Wishes kept: by weight, of all wishes that were made, 0 to 1.',
    `${machine()}; ${new Date().toISOString().slice(0, 10)}.`,
  ];
  await writeSection('allocation', lines);
  process.stdout.write(`\n${lines.join('\n')}\n`);
  const missed = measured.some(({ seconds, fairs }) =>
    fairs.some(({ took, ratio }) => took > seconds || ratio < least),
  );
  if (missed) {
    process.exitCode = 1;
  }
}

function measure(size: { exhibitors: number; stands: number; seed: number }) {
  const fair = sampleFair(size);
  const start = performance.now();
  const { placements, satisfaction } = allocate(fair, size.seed);
  const took = (performance.now() - start) / 1000;
  const greedy = allocateGreedily(fair, size.seed);
  return {
    took,
    placed: placements.length,
    kept: satisfaction,
    greedilyPlaced: greedy.placed,
    greedilyKept: greedy.satisfaction,
    ratio: satisfaction / greedy.satisfaction,
  };
}
