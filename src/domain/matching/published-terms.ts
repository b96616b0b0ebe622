import type { Programme } from '../programme/programme.ts';
import type { MatchSettings, RuleName } from './match-types.ts';
import type { Pair, ScenarioStore } from './ports.ts';
import { matchSettingsOf, pairKey } from './scenario.ts';

/** What a pair was published under. */
export type PublishedTerms = {
  settings: MatchSettings;
  /** Rules that a coordinator knowingly set aside for this pair. */
  overrides: RuleName[];
};

/**
 * Tells for each pair the rules of the round that it was published in; null for a pair of which no published scenario is
 * known.
 */
export async function publishedTerms(
  { scenarios }: { scenarios: ScenarioStore },
  programme: Programme,
): Promise<(pair: Pair) => PublishedTerms | null> {
  const rounds = (await scenarios.inProgramme(programme.id)).flatMap(({ publishedAt, settings, locked }) =>
    publishedAt === null ? [] : [{ publishedAt, settings: matchSettingsOf(settings, programme), locked }],
  );
  rounds.sort((a, b) => b.publishedAt.getTime() - a.publishedAt.getTime());
  return (pair) => {
    const round = rounds.find(({ publishedAt }) => publishedAt <= pair.publishedAt);
    if (!round) return null;
    const lock = round.locked.find((one) => pairKey(one) === pairKey(pair));
    return { settings: round.settings, overrides: lock?.overrides ?? [] };
  };
}
