import type { DatabaseSync } from 'node:sqlite';
import { readSetting, writeSetting } from '../state.ts';

/** What can be made to go wrong with notifications alone; rates from 0 (never) to 1 (always). */
export type NotificationFaults = {
  /** Lost without a word. */
  dropRate: number;
  /** Comes once more, a little later. */
  duplicateRate: number;
  /** Comes this much later, by the sandbox's clock. */
  delayMs: number;
  /** Nobody may subscribe: mailbox scope alone doesn't suffice in this tenant. */
  refused: boolean;
  /** An answer that takes longer counts as slow; Graph's own figure is 10 seconds. Real time. */
  slowAfterMs: number;
};

const NONE: NotificationFaults = { dropRate: 0, duplicateRate: 0, delayMs: 0, refused: false, slowAfterMs: 10_000 };
const SETTING = 'notification-faults';

const isRate = (value: unknown): boolean => typeof value === 'number' && value >= 0 && value <= 1;
const isWhole = (value: unknown): boolean => Number.isInteger(value) && (value as number) >= 0;
const VALID: Record<keyof NotificationFaults, (value: unknown) => boolean> = {
  dropRate: isRate,
  duplicateRate: isRate,
  delayMs: isWhole,
  refused: (value) => typeof value === 'boolean',
  slowAfterMs: isWhole,
};

export type NotificationFaultSwitches = ReturnType<typeof openNotificationFaults>;

/** The switches, kept on disk like everything else. */
export function openNotificationFaults(db: DatabaseSync) {
  let faults = { ...NONE, ...(JSON.parse(readSetting(db, SETTING) ?? '{}') as Partial<NotificationFaults>) };
  return {
    read: (): NotificationFaults => faults,
    /** Changes the switches that are named. Throws an Error naming an unknown one or a value that it can't take. */
    set(changes: Record<string, unknown>): NotificationFaults {
      for (const [name, value] of Object.entries(changes)) {
        if (!(name in VALID)) throw new Error(`${name}: no such fault; known are ${Object.keys(VALID).join(', ')}`);
        if (!VALID[name as keyof NotificationFaults](value)) throw new Error(`${name}: can't be ${String(value)}`);
      }
      faults = { ...faults, ...changes };
      writeSetting(db, SETTING, JSON.stringify(faults));
      return faults;
    },
  };
}
