import { sql, type Kysely } from 'kysely';

/**
 * Proposals become scenarios: with a name, decisions about pairs, a run that goes on in a worker, and several published
 * ones, a round each. What was proposed before is kept as a result; it was made by other questions than today's, so one
 * that is not published has to be run again.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...scenarios, fromProposals, 'drop table proposals']) await sql.raw(statement).execute(db);
}

const scenarios = [
  `create table scenarios (
    id uuid primary key,
    programme_id uuid not null references programmes,
    name text not null,
    version integer not null check (version > 0),
    settings jsonb not null,
    locked jsonb not null,
    forbidden jsonb not null,
    state text not null
      check (state in ('draft', 'queued', 'running', 'done', 'failed', 'cancelled', 'published')),
    run_id uuid,
    attempts integer not null,
    progress jsonb,
    fault jsonb,
    figures jsonb,
    input_digest text,
    stale boolean not null,
    result jsonb,
    created_by uuid not null,
    created_at timestamptz not null,
    edited_by uuid,
    edited_at timestamptz,
    ran_by uuid,
    ran_at timestamptz,
    ended_at timestamptz,
    published_by uuid,
    published_at timestamptz,
    check ((figures is null) = (input_digest is null)),
    check ((state = 'published') = (published_at is not null)),
    check ((progress is not null) = (state in ('queued', 'running')))
  )`,
  'create index on scenarios (programme_id, created_at desc)',
  'alter table scenarios enable row level security',
  // For coordinators: nobody reads them on behalf of a participant.
  `create policy in_scope on scenarios
    using ((select scope_is_system()) or (
      (select scope_person()) is null and programme_id = any ((select scope_programmes())::uuid[])))`,
];

const fromProposals = `
  insert into scenarios
  select
    id,
    programme_id,
    'Scenario ' || case when n <= 26 then chr(64 + n) else n::text end,
    1,
    settings - 'referenceDate' #- '{rules,avoid}' #- '{rules,pairedBefore}',
    '[]',
    '[]',
    case when published_at is null then 'done' else 'published' end,
    null,
    0,
    null,
    null,
    jsonb_build_object(
      'matched', 2 * pairs,
      'people', 2 * pairs + unmatched,
      'pairs', pairs,
      'newPairs', pairs,
      'unmatched', unmatched,
      'waiting', coalesce(outcome #> '{report,objective,waiting,value}', '0'),
      'lowest', (select min((pair ->> 'score')::numeric) from jsonb_array_elements(outcome -> 'pairs') as pair),
      'total', coalesce((select sum((pair ->> 'score')::numeric) from jsonb_array_elements(outcome -> 'pairs') as pair), 0),
      'proven', coalesce(outcome #> '{report,proven}', 'false')
    ),
    input_digest,
    published_at is null,
    jsonb_build_object(
      'alreadyMeeting', '[]'::jsonb,
      'outcome', outcome || jsonb_build_object(
        'bottlenecks', '[]'::jsonb,
        'unmatched', coalesce(
          (select jsonb_agg(one || '{"bottleneck": null}') from jsonb_array_elements(outcome -> 'unmatched') as one),
          '[]'
        ),
        'report', (outcome -> 'report') || jsonb_build_object(
          'current', jsonb_build_object('pairs', 0, 'kept', 0, 'fewestChanged', true),
          'stability', jsonb_build_object('blockingPairs', null)
        )
      )
    ),
    created_by,
    created_at,
    null,
    null,
    created_by,
    created_at,
    created_at,
    case when published_at is not null then coalesce(
      (select actor::uuid from audit where action = 'match-published' and subject = counted.id::text and actor <> 'system'
       order by at limit 1),
      created_by
    ) end,
    published_at
  from (
    select
      *,
      row_number() over (partition by programme_id order by created_at, id)::int as n,
      jsonb_array_length(outcome -> 'pairs') as pairs,
      jsonb_array_length(outcome -> 'unmatched') as unmatched
    from proposals
  ) as counted`;
