import type { Clock } from '../kernel/clock.ts';
import type { PersonId, ProgrammeId } from '../kernel/ids.ts';
import type { AuditLog } from '../kernel/jobs.ts';
import { fault, ok, type Result } from '../kernel/result.ts';
import type { Transact } from '../kernel/unit-of-work.ts';
import type { ProgrammeStore } from './ports.ts';
import { checkSettings, type ProgrammeSettings, type SettingsBounds } from './programme-settings.ts';
import type { Programme } from './programme.ts';

type Deps = SettingsBounds & { transact: Transact<{ programmes: ProgrammeStore; audit: AuditLog }>; clock: Clock };

/** Possible until the pairs are published: after that, people have been told. */
export const changeProgramme =
  (deps: Deps) =>
  async (input: {
    programmeId: ProgrammeId;
    by: PersonId;
    settings: ProgrammeSettings;
  }): Promise<Result<Programme>> => {
    const checked = checkSettings(input.settings, deps.clock.now(), deps);
    if (!checked.ok) return checked;
    return deps.transact({ kind: 'programme', programmeId: input.programmeId }, async ({ programmes, audit }) => {
      const programme = await programmes.getForUpdate(input.programmeId);
      if (!programme) return fault('no-such-programme', 'There is no such programme.');
      if (!['draft', 'enrolling', 'matching'].includes(programme.state)) {
        return fault('already-running', 'This programme is running, so its settings can no longer be changed.');
      }
      const changed = { ...programme, ...checked.value };
      await programmes.save(changed);
      await audit.add({ actor: input.by, action: 'programme-changed', programmeId: programme.id });
      return ok(changed);
    });
  };
