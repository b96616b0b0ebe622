import type { AlertId, PairId, PersonId } from '../kernel/ids.ts';
import type { PairStore } from '../matching/ports.ts';
import type { MeetingStore } from '../meetings/ports.ts';
import type { SupportGap } from '../pairs/alerts.ts';
import type { AlertStore } from '../pairs/ports.ts';
import type { ParticipantStore } from '../people/ports.ts';
import type { ProgrammeStore } from '../programme/ports.ts';
import type { AlertFacts, LetterFacts } from './letters.ts';

export type AlertFactStores = {
  programmes: ProgrammeStore;
  pairs: PairStore;
  participants: ParticipantStore;
  meetings: MeetingStore;
  alerts: AlertStore;
};

/** Names enough to know what it is about; the tab has the rest. */
const mostNamed = 3;

/** An alert as it stands, closed ones too; null for whoever does not coordinate its programme. */
export async function alertFacts(
  stores: AlertFactStores,
  alertId: AlertId,
  reader: PersonId,
): Promise<AlertFacts | null> {
  const alert = await stores.alerts.get(alertId);
  const programme = alert && (await stores.programmes.get(alert.programmeId));
  if (!alert || !programme?.coordinators.includes(reader)) return null;
  const { matter, state } = alert;
  const about = { programmeId: programme.id, programmeName: programme.name };
  switch (matter.kind) {
    case 'rules-broken': {
      const names = await namesOf(stores, matter.pairId);
      const pair = await stores.pairs.get(matter.pairId);
      if (!names || !pair) return null;
      const decides = (id: PersonId): boolean => id !== pair.mentorId && id !== pair.menteeId;
      const others = programme.coordinators.some(decides);
      return {
        kind: 'rules-broken',
        ...about,
        alertId,
        pairId: matter.pairId,
        mentorName: names.mentor,
        menteeName: names.mentee,
        breaches: matter.breaches,
        ...(!decides(reader) && { ownPair: others ? 'others-decide' : 'nobody-decides' }),
        state,
        closedBy: alert.closedBy,
        closedByName: alert.closedBy && ((await stores.participants.get(alert.closedBy))?.displayName ?? null),
      };
    }
    case 'left-organisation': {
      const partnerNames = [];
      for (const id of matter.pairIds) {
        const pair = await stores.pairs.get(id);
        const partnerId = pair?.mentorId === matter.personId ? pair.menteeId : pair?.mentorId;
        const partner = partnerId && (await stores.participants.get(partnerId));
        if (partner) partnerNames.push(partner.displayName);
      }
      return { kind: 'left-organisation', ...about, personName: matter.personName, partnerNames };
    }
    case 'cancelled-in-a-row': {
      const names = await namesOf(stores, matter.pairId);
      const meetings = [];
      for (const id of matter.occurrenceIds) meetings.push(await stores.meetings.occurrence(id));
      const pair = await stores.pairs.get(matter.pairId);
      if (!names || !pair) return null;
      const [personName, partnerName] =
        matter.personId === pair.menteeId ? [names.mentee, names.mentor] : [names.mentor, names.mentee];
      return {
        kind: 'cancelled-in-a-row',
        ...about,
        pairId: pair.id,
        personName,
        partnerName,
        meetingsAt: meetings.flatMap((meeting) => meeting?.regularStart ?? []),
        timeZone: programme.timeZone,
        state,
      };
    }
    case 'series-deleted': {
      const names = await namesOf(stores, matter.pairId);
      if (!names) return null;
      const { mentor: mentorName, mentee: menteeName } = names;
      return { kind: 'series-deleted', ...about, pairId: matter.pairId, mentorName, menteeName, state };
    }
    case 'support-gap':
      return {
        kind: 'support-gap',
        ...about,
        state,
        none: await gapsOf(stores, matter.gaps, 0),
        onlyOne: await gapsOf(stores, matter.gaps, 1),
      };
    case 'no-agreed-hour': {
      const names = await namesOf(stores, matter.pairId);
      const meeting = matter.occurrenceId === null ? null : await stores.meetings.occurrence(matter.occurrenceId);
      if (!names || meeting === undefined) return null;
      return {
        kind: 'no-agreed-hour',
        ...about,
        pairId: matter.pairId,
        mentorName: names.mentor,
        menteeName: names.mentee,
        meetingAt: meeting?.startsAt ?? null,
        timeZone: programme.timeZone,
        state,
      };
    }
  }
}

/** Whether there is nothing left to tell those whom it has not reached. */
export const isOver = (facts: LetterFacts): boolean => 'state' in facts && facts.state !== 'open';

async function namesOf({ pairs, participants }: AlertFactStores, pairId: PairId) {
  const pair = await pairs.get(pairId);
  if (!pair) return null;
  const name = async (id: PersonId) => (await participants.get(id))?.displayName ?? 'Someone who has left';
  return { mentor: await name(pair.mentorId), mentee: await name(pair.menteeId) };
}

async function gapsOf(stores: AlertFactStores, gaps: SupportGap[], contacts: SupportGap['contacts']) {
  const concerned = gaps.filter((gap) => gap.contacts === contacts);
  const named = [];
  for (const { pairId } of concerned.slice(0, mostNamed)) {
    const names = await namesOf(stores, pairId);
    if (names) named.push(`${names.mentor} and ${names.mentee}`);
  }
  return { pairs: concerned.length, named };
}
