import { Field, Int, ObjectType } from 'type-graphql';
import { useCase } from '@maarad/shared/database';
import { Edition } from '../editions/edition.entity.js';

@ObjectType({ description: "What rebuilding an edition's inclusion has found." })
export class InclusionRebuild {
  editionId!: string;

  @Field(() => Int, { description: 'Exhibitors that take part.' })
  participants!: number;

  @Field(() => Int, { description: 'Rows that had been otherwise. Always 0, unless somebody changed them by hand.' })
  differences!: number;
}

/**
 * Empties the projection of an edition and fills it from the registrations. Whoever changes a registration or an exhibitor
 * meanwhile waits for it, so that no change falls between the two.
 */
export const rebuildInclusion = useCase(async (work, input: { editionId: string }) => {
  const { id } = await work.find(Edition, input.editionId);
  await work.manager.query('LOCK TABLE inclusion_participants IN SHARE ROW EXCLUSIVE MODE');
  await work.manager.query(
    'CREATE TEMPORARY TABLE inclusion_before ON COMMIT DROP AS SELECT * FROM inclusion_participants WHERE edition_id = $1',
    [id],
  );
  await work.manager.query('DELETE FROM inclusion_participants WHERE edition_id = $1', [id]);
  await work.manager.query('INSERT INTO inclusion_participants SELECT * FROM inclusion_sources WHERE edition_id = $1', [
    id,
  ]);
  const [found]: Pick<InclusionRebuild, 'participants' | 'differences'>[] = await work.manager.query(
    `WITH rebuilt AS (SELECT * FROM inclusion_participants WHERE edition_id = $1)
     SELECT (SELECT count(*) FROM rebuilt)::integer AS participants,
       (SELECT count(DISTINCT exhibitor_id) FROM (
         (SELECT * FROM rebuilt EXCEPT SELECT * FROM inclusion_before)
         UNION ALL (SELECT * FROM inclusion_before EXCEPT SELECT * FROM rebuilt)
       ) AS changed)::integer AS differences`,
    [id],
  );
  return Object.assign(new InclusionRebuild(), { editionId: id, ...found });
});
