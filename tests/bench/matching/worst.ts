import { match } from '../../../src/domain/matching/match.ts';
import { worstCases } from '../../domain/matching/worst-cases.ts';
import { processorSeconds } from './measure.ts';
import { inSeconds, table, whole } from './table.ts';

/** Instances made to hurt, each stopped after `limit` seconds of processor time; what is proven then is told. */
export function worstScene(people = 1000, limit = 20): string {
  const rows = Object.entries(worstCases(people)).map(([name, input]) => {
    const began = processorSeconds();
    const result = match(input, { mayGoOn: () => processorSeconds() - began < limit });
    const seconds = processorSeconds() - began;
    if (!result.ok) throw new Error(JSON.stringify(result.fault[0]));
    const { proven, objective, counts } = result.value.report;
    const within = ({ value, bound }: { value: number; bound: number }) =>
      value === bound ? whole(value) : `${whole(value)} of at most ${whole(bound)}`;
    const row = [
      name,
      inSeconds(seconds),
      proven ? 'yes' : 'no',
      whole(counts.pairs),
      within(objective.places),
      within(objective.total),
    ];
    console.error(row.join('  '));
    return row;
  });
  return [
    `About ${whole(people)} people a side, all explanations included; processor time; told to stop after ${limit} s.\n`,
    table(['instance', 'time', 'proven', 'pairs', 'people with a partner', 'total score'], rows),
  ].join('\n');
}
