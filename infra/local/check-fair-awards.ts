import { takesPart } from './check-fair-exhibitors.js';
import { localTimeOf } from './edition-time.js';
import type { FairData, FairDataProblem } from './fair-data.js';

/** Only who takes part is nominated, once a category; interests are of jurors of the jury. */
export function awardProblems({ awards, exhibitors, edition }: FairData): FairDataProblem[] {
  const there = new Set(exhibitors.filter(takesPart).map(({ key }) => key));
  const jurors = new Set(awards.jurors.map(({ key }) => key));
  const problem = (record: string, text: string) => ({ file: 'awards.json', record, problem: text });
  const absent = (record: string, key: string) =>
    there.has(key) ? [] : [problem(record, `${key} does not take part`)];
  return [
    ...awards.categories.flatMap(({ key, nominees }) => {
      const names = nominees.map(({ exhibitor }) => exhibitor);
      const twice = names.filter((name, index) => names.indexOf(name) !== index);
      return [
        ...names.flatMap((name) => absent(key, name)),
        ...twice.map((name) => problem(key, `nominates ${name} twice`)),
      ];
    }),
    ...awards.jurors.flatMap(({ key, exhibitor }) => (exhibitor ? absent(key, exhibitor) : [])),
    ...awards.interests.flatMap(({ juror }) =>
      jurors.has(juror) ? [] : [problem(juror, 'has an interest and is not of the jury')],
    ),
    ...awards.sittings.flatMap(({ key, startsAt, endsAt }) => {
      const [start, end] = [localTimeOf(startsAt, edition.timeZone), localTimeOf(endsAt, edition.timeZone)];
      const inside = startsAt < endsAt && start.day >= edition.startsOn && end.day <= edition.endsOn;
      const other = awards.sittings.find((one) => one.key !== key && one.startsAt < endsAt && startsAt < one.endsAt);
      return [
        ...(inside ? [] : [problem(key, 'sits outside the days of the edition')]),
        ...(other ? [problem(key, `sits twice at once: ${other.key}`)] : []),
      ];
    }),
  ];
}
