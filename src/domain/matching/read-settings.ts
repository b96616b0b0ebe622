import { ok, type Result } from '../kernel/result.ts';
import { readLevels, type SettingsBounds } from '../programme/programme-settings.ts';
import type { ScenarioSettings } from './scenario.ts';

/** What a coordinator set, as a scenario keeps it: its grades are read as the programme's own. Faults as `readLevels`. */
export function readSettings(settings: ScenarioSettings, bounds: SettingsBounds): Result<ScenarioSettings> {
  const levels = readLevels(settings.levels, bounds, 'settings.levels');
  return levels.ok ? ok({ ...settings, levels: levels.value }) : levels;
}
