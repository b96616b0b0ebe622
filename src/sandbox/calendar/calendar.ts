import type { World } from '../world.ts';
import { openCalendarFaults, type FaultSwitches } from './calendar-faults.ts';
import { openDiaryBlocks, type DiaryBlocks } from './diary-blocks.ts';
import { openEventStore, type EventStore } from './event-store.ts';
import { openSending, type Sending } from './sending.ts';
import { openMailCounter, type MailCounter } from './mails.ts';
import { openSyncStates, type SyncStates } from './sync-states.ts';

/** What every part of the calendar works with. */
export type Calendar = {
  world: World;
  store: EventStore;
  mails: MailCounter;
  sending: Sending;
  faults: FaultSwitches;
  syncs: SyncStates;
  diaryBlocks: DiaryBlocks;
};

const calendars = new WeakMap<World, Calendar>();

/** The one calendar of a world: the Graph routes and the host page's routes share it. */
export function calendarOf(world: World): Calendar {
  let calendar = calendars.get(world);
  if (calendar === undefined) {
    const { db } = world;
    const faults = openCalendarFaults(db);
    const sending = openSending(db, faults);
    calendar = {
      world,
      store: openEventStore(db),
      mails: openMailCounter(db, sending),
      sending,
      faults,
      syncs: openSyncStates(db),
      diaryBlocks: openDiaryBlocks(db),
    };
    calendars.set(world, calendar);
  }
  return calendar;
}
