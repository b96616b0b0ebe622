import type { Clock } from '../kernel/clock.ts';
import type { NewId, PersonId } from '../kernel/ids.ts';
import type { AuditLog } from '../kernel/jobs.ts';
import { ok, type Result } from '../kernel/result.ts';
import { systemScope, type Transact } from '../kernel/unit-of-work.ts';
import type { ProgrammeStore } from './ports.ts';
import { checkSettings, type ProgrammeSettings, type SettingsBounds } from './programme-settings.ts';
import type { Programme } from './programme.ts';

type Deps = SettingsBounds & {
  transact: Transact<{ programmes: ProgrammeStore; audit: AuditLog }>;
  clock: Clock;
  newId: NewId;
  /** Mailboxes that may organise meetings; programmes take turns. */
  organizerMailboxes: string[];
};

/** A new draft; whoever creates it is its first coordinator. */
export const createProgramme =
  (deps: Deps) =>
  async (input: { by: PersonId; settings: ProgrammeSettings }): Promise<Result<Programme>> => {
    const checked = checkSettings(input.settings, deps.clock.now(), deps);
    if (!checked.ok) return checked;
    return deps.transact(systemScope, async ({ programmes, audit }) => {
      const taken = (await programmes.all()).length;
      const organizerMailbox = deps.organizerMailboxes[taken % deps.organizerMailboxes.length];
      if (organizerMailbox === undefined) throw new Error('no organizer mailbox is configured');
      const programme: Programme = {
        ...checked.value,
        id: deps.newId(),
        state: 'draft',
        sessionMinutes: 60,
        organizerMailbox,
        coordinators: [input.by],
        matchSettings: {},
        createdAt: deps.clock.now(),
      };
      await programmes.add(programme);
      await audit.add({ actor: input.by, action: 'programme-created', programmeId: programme.id });
      return ok(programme);
    });
  };
