import { defineLoader, groupedBy, type Context } from '@maarad/shared/graphql';
import { isId } from '@maarad/shared/runtime';
import { CertificateStatus } from '../certificates/certificate-status.js';
import { certificateOfEnrolment } from '../certificates/certificate.reference.js';
import { completionsOf, type Completion } from './completions.js';
import type { Skill } from './skill.js';

const completionsOfExhibitor = defineLoader(async (exhibitorIds: readonly string[], { database }) => {
  const completions = await completionsOf(database.manager, exhibitorIds.filter(isId));
  return exhibitorIds.map((id) => completions.filter(({ enrolment }) => enrolment.exhibitorId === id));
});

/** What an exhibitor's people learned, workshop by workshop, the first one first. */
export async function skillsOf(context: Context, exhibitorId: string): Promise<Skill[]> {
  const completions = await completionsOfExhibitor(context).load(exhibitorId);
  const workshopIds = [...new Set(completions.map(({ workshop }) => workshop.id))];
  const byWorkshop = groupedBy(workshopIds, completions, ({ workshop }) => workshop.id);
  const skills = await Promise.all(byWorkshop.map((together) => skillOf(context, together)));
  return skills.sort((one, other) => one.completedAt.getTime() - other.completedAt.getTime());
}

async function skillOf(context: Context, completions: Completion[]): Promise<Skill> {
  const { workshop } = completions[0] as Completion;
  const certificates = await certificateOfEnrolment(context).loadMany(completions.map(({ enrolment }) => enrolment.id));
  return {
    ...{ topic: workshop.topic, workshop, people: completions.length },
    completedAt: new Date(Math.max(...workshop.meetings.map(({ endsAt }) => endsAt.getTime()))),
    certificates: certificates.flatMap((certificate) =>
      certificate && !(certificate instanceof Error) && certificate.status === CertificateStatus.VALID
        ? [certificate]
        : [],
    ),
  };
}
