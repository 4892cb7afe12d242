import type { FairData } from '../fair-data.js';
import { randomFrom } from '../seeded-random.js';
import type { GraphClient, Refused } from './graph-client.js';
import type { LoadedExhibitors } from './load-exhibitors.js';
import type { LoadedProgramme } from './load-programme.js';
import { mutateEach } from './mutate-each.js';

type Workshop = FairData['workshops'][number];
type Attendance = FairData['training']['attendance'][number];

interface Certificates {
  certificates: { id: string; enrolment: { id: string } }[];
}

/** Acts for somebody by the id of the trainer, or of the exhibitor. */
type ActingFor = (id: string) => Promise<GraphClient>;

const done = ({ code }: Refused) => code === 'ILLEGAL_TRANSITION';
const minute = 60_000;

/** Trainers note who was there and issue certificates; one is taken back; those who were there say how it was. */
export async function loadTraining(
  graph: GraphClient,
  { trainer, exhibitor }: { trainer: ActingFor; exhibitor: ActingFor },
  { training, workshops }: FairData,
  { exhibitorIds }: LoadedExhibitors,
  { workshopIds, trainerIds, enrolments }: LoadedProgramme,
): Promise<void> {
  const firstOf = (workshop: string, person: string) => enrolments.get(`${workshop} ${person}`)?.[0]?.id;
  for (const attendance of training.attendance) {
    const workshop = workshops.find(({ key }) => key === attendance.workshop);
    const client = await trainer(trainerIds.get(workshop?.trainers[0] ?? '') ?? '');
    const workshopId = workshopIds.get(attendance.workshop);
    const people = workshop ? presence(workshop, attendance, enrolments) : [];
    await (attendance.way === 'DOOR' ? atTheDoor : onASheet)(client, workshopId, people);
    await mutateEach(client, 'closeAttendance', 'CloseAttendanceInput', [{ workshopId }]);
    const issued = await mutateEach<Certificates>(
      client,
      'issueCertificates',
      'IssueCertificatesInput',
      [{ workshopId }],
      {
        selection: 'certificates { id enrolment { id } }',
      },
    );
    // Of a load before this one, what was taken back is no longer among those that hold.
    const revoked = training.revoked
      .filter((one) => one.workshop === attendance.workshop)
      .flatMap((one) => {
        const enrolmentId = firstOf(one.workshop, one.exhibitor);
        const held = issued
          .flatMap((all) => all?.certificates ?? [])
          .find(({ enrolment }) => enrolment.id === enrolmentId);
        return held ? [{ certificateId: held.id, reason: one.reason }] : [];
      });
    await mutateEach(graph, 'revokeCertificate', 'RevokeCertificateInput', revoked, { done });
  }
  for (const { workshop, exhibitor: from, ...said } of training.feedback) {
    const client = await exhibitor(exhibitorIds.get(from) ?? '');
    const rating = { enrolmentId: firstOf(workshop, from), ...said };
    await mutateEach(client, 'rateWorkshop', 'RateWorkshopInput', [rating], { done });
  }
}

interface Present {
  id: string;
  doorCode: string;
  from: string;
  to: string;
}

/** Who was there from when to when; nobody is exactly on time, and the same at every load. */
function presence(
  { key, startsAt, endsAt, enrolments: groups }: Workshop,
  { absent, leftEarly }: Attendance,
  enrolments: LoadedProgramme['enrolments'],
): Present[] {
  const random = randomFrom(key.length);
  const [start, end] = [Date.parse(startsAt), Date.parse(endsAt)];
  const at = (ms: number) => new Date(ms).toISOString();
  return groups
    .filter(({ exhibitor }) => !absent.includes(exhibitor))
    .flatMap(({ exhibitor }) =>
      (enrolments.get(`${key} ${exhibitor}`) ?? []).map((person) => {
        const late = Math.floor(random() * 9) * minute;
        const early = Math.floor(random() * 6) * minute;
        const to = leftEarly.includes(exhibitor) ? start + (end - start) / 2 : end - early;
        return { ...person, from: at(start + late), to: at(to) };
      }),
    );
}

async function atTheDoor(client: GraphClient, workshopId: string | undefined, people: Present[]): Promise<void> {
  const marks = people.flatMap(({ doorCode, from, to }) => [
    { workshopId, doorCode, direction: 'IN', at: from },
    { workshopId, doorCode, direction: 'OUT', at: to },
  ]);
  await mutateEach(client, 'recordAttendance', 'RecordAttendanceInput', marks);
}

async function onASheet(client: GraphClient, workshopId: string | undefined, people: Present[]): Promise<void> {
  const rows = people.map(({ id, from, to }) => ({
    enrolmentId: id,
    minutes: Math.round((Date.parse(to) - Date.parse(from)) / minute),
  }));
  await mutateEach(client, 'enterAttendanceSheet', 'EnterAttendanceSheetInput', [{ workshopId, rows }], {
    selection: 'entered',
  });
}
