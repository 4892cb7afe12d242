import fc from 'fast-check';
import { AttendanceDirection } from './attendance-mark.entity.js';
import { minutesPresent, type Mark, type Presence } from './presence.js';

const start = Date.UTC(2025, 0, 28, 9, 30);
const minute = (count: number) => new Date(start + count * 60_000);
const session = { from: minute(0), to: minute(120) };
const { IN, OUT } = AttendanceDirection;
const present = (known: Partial<Presence>) =>
  minutesPresent(session, { marks: [], spans: [], minutes: null, ...known });
const marks = (...list: [AttendanceDirection, number][]): Mark[] =>
  list.map(([direction, at]) => ({ direction, at: minute(at) }));

test('minutes are those between the way in and the way out, within the time of the session', () => {
  expect(present({ marks: marks([IN, 10], [OUT, 40], [IN, 60], [OUT, 90]) })).toBe(60);
  expect(present({ marks: marks([IN, -30], [OUT, 500]) })).toBe(120);
  expect(present({ marks: marks([IN, -30], [OUT, -5]) })).toBe(0);
});

test('who forgets the door on the way out was there until the end', () => {
  expect(present({ marks: marks([IN, 100]) })).toBe(20);
});

test('a second way in changes nothing, nor does a way out by somebody who is not in', () => {
  expect(present({ marks: marks([OUT, 5], [IN, 10], [IN, 30], [OUT, 50], [OUT, 70]) })).toBe(40);
});

test('who turns round in the door is still there', () => {
  expect(present({ marks: marks([IN, 0], [OUT, 60], [IN, 60], [OUT, 120]) })).toBe(120);
});

test('times on a sheet are added to the door, counted once', () => {
  const spans = [{ from: minute(30), to: minute(60) }];
  expect(present({ marks: marks([IN, 10], [OUT, 40]), spans })).toBe(50);
});

test('minutes on a sheet overrule the door, and are at most those of the session', () => {
  expect(present({ marks: marks([IN, 0], [OUT, 120]), minutes: 15 })).toBe(15);
  expect(present({ minutes: 500 })).toBe(120);
});

const anyMarks = fc.array(
  fc.record({
    direction: fc.constantFrom(IN, OUT),
    at: fc.integer({ min: -100, max: 300 }).map((at) => new Date(start + at * 20_000)),
  }),
  { maxLength: 12 },
);
const anySpans = fc.array(
  fc.tuple(fc.integer({ min: -60, max: 200 }), fc.integer({ min: 1, max: 200 })).map(([from, length]) => ({
    from: minute(from),
    to: minute(from + length),
  })),
  { maxLength: 5 },
);

test('in whatever order and however often the marks come, the minutes are the same', () => {
  fc.assert(
    fc.property(
      anyMarks.chain((list) =>
        fc.tuple(
          fc.constant(list),
          fc.shuffledSubarray([...list, ...list], { minLength: list.length * 2, maxLength: list.length * 2 }),
        ),
      ),
      anySpans,
      ([list, shuffled], spans) => {
        expect(present({ marks: shuffled, spans })).toBe(present({ marks: list, spans }));
      },
    ),
  );
});

test('the minutes are those in which the door or the sheet says so: a count of every twenty seconds agrees', () => {
  fc.assert(
    fc.property(anyMarks, anySpans, (list, spans) => {
      const isIn = (at: number) => {
        const upTo = list
          .filter((mark) => mark.at.getTime() <= at)
          .sort((a, b) => a.at.getTime() - b.at.getTime() || (a.direction === OUT ? -1 : 1));
        const inside = upTo.reduce((_, { direction }) => direction === IN, false);
        return inside || spans.some(({ from, to }) => from.getTime() <= at && at < to.getTime());
      };
      let thirds = 0;
      for (let at = session.from.getTime(); at < session.to.getTime(); at += 20_000) {
        thirds += isIn(at) ? 1 : 0;
      }
      expect(present({ marks: list, spans })).toBe(Math.floor(thirds / 3));
    }),
  );
});
