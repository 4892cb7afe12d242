import { pagesByParent } from '@maarad/shared/database';
import { defineLoaderWithArgs, type PageArgs } from '@maarad/shared/graphql';
import { AttendanceMark } from './attendance-mark.entity.js';

export const marksOfEnrolment = defineLoaderWithArgs((enrolmentIds, args: PageArgs, { database }) =>
  pagesByParent(database.manager, AttendanceMark, {
    parent: 'enrolmentId',
    parentIds: enrolmentIds,
    args,
    order: { by: ['at', 'id'] },
  }),
);
