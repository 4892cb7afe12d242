import { Arg, Args, Authorized, Ctx, FieldResolver, Int, Mutation, Resolver, Root } from 'type-graphql';
import { DateTime, PageArgs, type Context } from '@maarad/shared/graphql';
import { Enrolment } from '../enrolments/enrolment.entity.js';
import { requireMaySee } from '../enrolments/enrolment.reference.js';
import { workshopById } from '../workshops/workshop.reference.js';
import { Workshop } from '../workshops/workshop.entity.js';
import { AttendanceMarkConnection } from './attendance-mark.entity.js';
import {
  AttendanceSheetReport,
  CloseAttendanceInput,
  CompletionRule,
  EnterAttendanceSheetInput,
  RecordAttendanceInput,
} from './attendance.inputs.js';
import { marksOfEnrolment } from './attendance.reference.js';
import { closeAttendance } from './close-attendance.js';
import { enterAttendanceSheet } from './enter-attendance-sheet.js';
import { recordAttendance } from './record-attendance.js';
import { minutesRequired } from './workshop-sessions.js';

@Resolver(() => Enrolment)
export class AttendanceResolver {
  @Authorized('admin', 'trainer')
  @Mutation(() => Enrolment, {
    description:
      "Somebody goes in or out at a workshop's door. For its trainers and the organiser. The same mark sent again changes nothing, and the order in which marks come does not matter.",
  })
  recordAttendance(@Arg('input') input: RecordAttendanceInput, @Ctx() context: Context) {
    return recordAttendance(context, input);
  }

  @Authorized('admin', 'trainer')
  @Mutation(() => AttendanceSheetReport, {
    description: "Enters a session's attendance sheet afterwards. For the workshop's trainers and the organiser.",
  })
  enterAttendanceSheet(@Arg('input') input: EnterAttendanceSheetInput, @Ctx() context: Context) {
    return enterAttendanceSheet(context, input);
  }

  @Authorized('admin', 'trainer')
  @Mutation(() => Workshop, {
    description:
      'Says who ATTENDED and who was ABSENT, once the workshop is over. For its trainers and the organiser. What comes from the door or by sheet afterwards is counted still.',
  })
  closeAttendance(@Arg('input') input: CloseAttendanceInput, @Ctx() context: Context) {
    return closeAttendance(context, input);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      "What is shown or typed at the door, while it holds a place. Only for the exhibitor itself, the workshop's trainers and the organiser.",
  })
  async doorCode(@Root() enrolment: Enrolment, @Ctx() context: Context) {
    await requireMaySee(context, enrolment);
    return enrolment.mayBePresent ? enrolment.doorCode : null;
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description:
      "How many minutes of the workshop the person was there, over all its sessions; null while nothing says so. Only for the exhibitor itself, the workshop's trainers and the organiser.",
  })
  async minutesPresent(@Root() enrolment: Enrolment, @Ctx() context: Context) {
    await requireMaySee(context, enrolment);
    return enrolment.minutesPresent;
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description:
      "Whether the workshop's completion rule is met; null until its attendance is closed. Only for the exhibitor itself, the workshop's trainers and the organiser.",
  })
  async completed(@Root() enrolment: Enrolment, @Ctx() context: Context) {
    await requireMaySee(context, enrolment);
    const workshop = await workshopById(context).load(enrolment.workshopId);
    return workshop?.attendanceClosedAt && enrolment.mayBePresent
      ? enrolment.completes(minutesRequired(workshop))
      : null;
  }

  @FieldResolver(() => AttendanceMarkConnection, {
    nullable: true,
    description:
      "When the person went through the door, the first time first. Only for the exhibitor itself, the workshop's trainers and the organiser.",
  })
  async attendance(@Root() enrolment: Enrolment, @Args() args: PageArgs, @Ctx() context: Context) {
    await requireMaySee(context, enrolment);
    return marksOfEnrolment(context).load(enrolment.id, args);
  }
}

@Resolver(() => Workshop)
export class AttendanceOfWorkshopResolver {
  @FieldResolver(() => CompletionRule)
  completionRule(@Root() workshop: Workshop): CompletionRule {
    return { minimumPercent: workshop.completionPercent, minimumMinutes: minutesRequired(workshop) };
  }

  @FieldResolver(() => DateTime, {
    nullable: true,
    description: 'Since when it is said who attended and who was absent.',
  })
  attendanceClosedAt(@Root() workshop: Workshop) {
    return workshop.attendanceClosedAt;
  }
}
