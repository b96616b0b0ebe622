import type { PersonId } from '../kernel/ids.ts';
import { systemScope, type Transact } from '../kernel/unit-of-work.ts';
import type { PairStore } from '../matching/ports.ts';
import type { SupportStore } from '../pairs/ports.ts';
import type { Directory, ParticipantStore } from '../people/ports.ts';
import type { ProgrammeStore } from '../programme/ports.ts';
import { personNames } from './person-names.ts';
import { helpIn } from './show-help.ts';

type Deps = {
  transact: Transact<{
    programmes: ProgrammeStore;
    pairs: PairStore;
    support: SupportStore;
    participants: ParticipantStore;
  }>;
  directory: Directory;
};

/**
 * What is kept about the reader's place beside a partner, who supports the reader, and whom the reader supports. Only rows
 * about the reader are read; whether a coordinator has been told anything is for the coordinator to say.
 */
export async function supportKept(deps: Deps, personId: PersonId) {
  const { isPaired, contacts, listing } = await deps.transact(systemScope, async ({ programmes, pairs, support }) => {
    const live = await pairs.liveOfPerson(personId);
    const contacts = [];
    for (const pair of live) {
      const programme = await programmes.get(pair.programmeId);
      if (programme) contacts.push(...(await helpIn(support, programme, [pair], personId)).contacts);
    }
    const listing = [];
    for (const id of await support.listing(personId)) listing.push((await programmes.get(id))?.name ?? '');
    return { isPaired: live.length > 0, contacts: [...new Set(contacts)], listing };
  });
  const name = await personNames(deps, contacts);
  const list = new Intl.ListFormat('en-GB');
  return [
    ...(isPaired
      ? [
          {
            what: 'When the org chart changes: whether it has brought you and your partner too near each other, and what a coordinator decided',
            why: 'so that nobody stays paired inside their own reporting line without somebody having thought about it',
            seenBy: 'coordinators of the programme',
            since: null,
          },
        ]
      : []),
    ...(contacts.length === 0
      ? []
      : [
          {
            what: `Who your support contacts are: ${list.format(contacts.map((id) => name(id).displayName))}`,
            why: 'so that there is somebody outside both your reporting lines to turn to in confidence',
            seenBy:
              'you and your partner; coordinators know the programme’s list, and never that you turned to anybody',
            since: null,
          },
        ]),
    ...listing.map((programme) => ({
      what: `That you are a support contact of ${programme}, and until when you are away`,
      why: 'so that people in it have somebody to turn to',
      seenBy: 'coordinators of the programme; the people whose contact you are see your name and mail address',
      since: null,
    })),
  ];
}
