import type { ScenarioSettings } from '../../contract/matching.ts';

/** A form, or part of one, for the rules of a scenario. */
export type SettingsProps = {
  settings: ScenarioSettings;
  /** What a new scenario begins with, named beside each rule. */
  defaults: ScenarioSettings;
  onChange: (settings: ScenarioSettings) => void;
};
