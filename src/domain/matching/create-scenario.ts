import type { Clock } from '../kernel/clock.ts';
import type { NewId, PersonId, ProgrammeId, ScenarioId } from '../kernel/ids.ts';
import type { AuditLog } from '../kernel/jobs.ts';
import { fault, ok, type Result } from '../kernel/result.ts';
import type { Transact } from '../kernel/unit-of-work.ts';
import type { ProgrammeStore } from '../programme/ports.ts';
import type { SettingsBounds } from '../programme/programme-settings.ts';
import { noSuchScenario } from './change-scenario.ts';
import type { ScenarioStore } from './ports.ts';
import { readSettings } from './read-settings.ts';
import { recordOverride } from './record-override.ts';
import { firstSettings, type Scenario, type ScenarioSettings } from './scenario.ts';

type Deps = SettingsBounds & {
  transact: Transact<{ programmes: ProgrammeStore; scenarios: ScenarioStore; audit: AuditLog }>;
  clock: Clock;
  newId: NewId;
};

type Input = {
  programmeId: ProgrammeId;
  by: PersonId;
  name?: string | undefined;
  copyOf?: ScenarioId | undefined;
  settings?: ScenarioSettings | undefined;
};

/** More than anybody can compare; each may hold a result of some megabytes. */
const mostScenarios = 50;

/** A new scenario, blank or with the settings and decisions of another that still stand. Faults: `too-many`, and those of `readSettings`. */
export const createScenario =
  (deps: Deps) =>
  async (input: Input): Promise<Result<Scenario>> => {
    const asked = input.settings && readSettings(input.settings, deps);
    if (asked && !asked.ok) return asked;
    return deps.transact({ kind: 'programme', programmeId: input.programmeId }, async (stores) => {
      const programme = await stores.programmes.getForUpdate(input.programmeId);
      if (!programme) return fault('no-such-programme', 'There is no such programme.');
      if (programme.state === 'closed' || programme.state === 'archived') {
        return fault('wrong-state', `This programme is ${programme.state}, so there is nothing to match.`);
      }
      const all = await stores.scenarios.inProgramme(programme.id);
      const original = all.find(({ id }) => id === input.copyOf);
      if (input.copyOf !== undefined && !original) return noSuchScenario();
      if (all.length >= mostScenarios) {
        return fault('too-many', `There are ${mostScenarios} scenarios already. Delete one that you no longer need.`);
      }
      const scenario: Scenario = {
        id: deps.newId(),
        programmeId: programme.id,
        name: input.name ?? nextName(all),
        version: 1,
        settings: asked?.value ?? original?.settings ?? firstSettings(programme),
        // What a published scenario locked is a pair by now, in force without a lock and not to be made twice.
        locked: original?.state === 'published' ? [] : (original?.locked ?? []),
        forbidden: original?.forbidden ?? [],
        state: 'draft',
        runId: null,
        attempts: 0,
        progress: null,
        fault: null,
        figures: null,
        inputDigest: null,
        stale: false,
        createdBy: input.by,
        createdAt: deps.clock.now(),
        editedBy: null,
        editedAt: null,
        ranBy: null,
        ranAt: null,
        endedAt: null,
        publishedBy: null,
        publishedAt: null,
      };
      await stores.scenarios.add(scenario);
      // Whoever copies a rule set aside sets it aside once more, with the reason that was given for it.
      const copy = { programmeId: programme.id, scenarioId: scenario.id, by: input.by };
      for (const lock of scenario.locked) {
        if (lock.overrides.length > 0) {
          await recordOverride(stores.audit, { ...copy, ...(original && { copiedFrom: original.id }) }, lock);
        }
      }
      return ok(scenario);
    });
  };

/** Scenario A … Scenario Z, then Scenario 27. */
function nextName(all: Scenario[]): string {
  const taken = new Set(all.map(({ name }) => name));
  for (let n = 1; ; n++) {
    const name = `Scenario ${n <= 26 ? String.fromCharCode(64 + n) : n}`;
    if (!taken.has(name)) return name;
  }
}
