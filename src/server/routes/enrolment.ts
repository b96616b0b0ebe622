import { readCsv } from '../../adapters/csv/read-csv.ts';
import type { FaultAnswer } from '../../contract/endpoint.ts';
import * as contract from '../../contract/programmes.ts';
import type { Clock } from '../../domain/kernel/clock.ts';
import { ok, type Result } from '../../domain/kernel/result.ts';
import type { InvitationRow } from '../../domain/programme/read-invitation-list.ts';
import type { UseCases } from '../use-cases.ts';
import { createRateLimit } from '../rate-limit.ts';
import { route, type Web } from '../route.ts';
import { personView } from './person-view.ts';
import { enrolmentView, invitationView } from './programme-view.ts';

/** Enough to look for a handful of people, too little to read the directory with. */
const LOOK_UPS = { most: 60, perMinutes: 10 };

/** Who is invited, who joins, who leaves. */
export function addEnrolmentRoutes(web: Web, use: UseCases, clock: Clock): void {
  const lookUps = createRateLimit(LOOK_UPS, clock);
  route(web, contract.listPeople, 'programme-coordinator', async ({ params }) => {
    const shown = await use.showPeople(params);
    if (!shown.ok) return shown;
    const { invitations, enrolments } = shown.value;
    return ok({ invitations: invitations.map(invitationView), enrolments: enrolments.map(enrolmentView) });
  });

  route(web, contract.invitePeople, 'programme-coordinator', async ({ reader, params, body }) => {
    if ('people' in body) return use.invitePeople({ ...params, by: reader.personId, people: body.people });
    const rows = invitationRows(body.csv);
    if (!rows.ok) return rows;
    const people = await use.readInvitationList(rows.value);
    return people.ok ? use.invitePeople({ ...params, by: reader.personId, people: people.value }) : people;
  });

  route(web, contract.enrol, 'programme-invited', async ({ reader: { personId }, params, body }) => {
    const enrolled = await use.enrol({ ...params, personId, profile: body, via: 'tab' });
    if (!enrolled.ok) return enrolled;
    const name = await use.personNames([personId]);
    return ok({ enrolment: enrolmentView({ ...enrolled.value, person: name(personId) }) });
  });
  route(web, contract.withdrawRequests, 'programme-participant', async ({ reader: { personId }, params }) => {
    const withdrawn = await use.withdrawRequests({ ...params, personId });
    return withdrawn.ok ? ok({}) : withdrawn;
  });
  route(web, contract.findColleagues, 'programme-invited', async ({ reader: { personId }, body }) => {
    lookUps.admit(personId);
    const found = await use.findColleagues({ ...body, personId });
    return found.ok ? ok({ people: found.value.map(personView) }) : found;
  });
  route(web, contract.decline, 'programme-invited', async ({ reader: { personId }, params }) => {
    const declined = await use.declineInvitation({ ...params, personId });
    return declined.ok ? ok({}) : declined;
  });
  route(web, contract.pause, 'programme-participant', async ({ reader: { personId }, params, body }) => {
    const paused = await use.pauseMeetings({ ...params, personId, until: body.until });
    return paused.ok ? ok({ meetings: paused.value }) : paused;
  });
  route(web, contract.endPause, 'programme-participant', async ({ reader: { personId }, params }) => {
    const ended = await use.endPause({ ...params, personId });
    return ended.ok ? ok({}) : ended;
  });
  route(web, contract.leave, 'programme-participant', async ({ reader: { personId }, params }) => {
    const left = await use.leaveProgramme({ ...params, personId });
    return left.ok ? ok({}) : left;
  });
}

/** Rows of a pasted or uploaded list with a header `email,role`; every fault of its form is named by line. */
function invitationRows(csv: string): Result<InvitationRow[], FaultAnswer> {
  const read = readCsv(csv, 'list', { email: 'required', role: 'optional' });
  if (read.ok) return ok(read.value.rows.map(({ line, cells }) => ({ line, ...cells })));
  const details = read.fault.map(({ line, column, message }) => ({
    at: column === '' ? `line ${line}` : `line ${line}, ${column}`,
    message,
  }));
  const message = 'The list could not be read; nobody was invited.';
  return { ok: false, fault: { code: 'bad-list', message, details } };
}
