import { defaultMatchSettings } from '../../../src/domain/matching/match-settings.ts';
import type { MatchEnrolment, MatchInput, MatchPerson } from '../../../src/domain/matching/match-types.ts';
import { randomFrom } from './random.ts';

const zones = ['Europe/London', 'Europe/Paris', 'America/New_York', 'Asia/Kolkata'];

/**
 * Invented answers (three of thirty topics each way, eight areas) in an organisation of ten people per pair, seeded by
 * the number of pairs. Default settings but a level gap of 1.
 */
export function questionnaires(pairs: number, objective: 'balanced' | 'total' = 'balanced'): MatchInput {
  const random = randomFrom(pairs);
  const below = (limit: number) => Math.floor(random() * limit);
  const three = () => Array.from({ length: 3 }, () => `topic ${below(30)}`);
  const people = Array.from({ length: 10 * pairs }, (_, k): MatchPerson => ({
    id: `p${k}`,
    managerId: k === 0 ? null : `p${Math.floor((k - 1) / (3 + (k % 7)))}`,
    department: `department ${below(20)}`,
    location: `site ${below(12)}`,
    timeZone: zones[below(zones.length)]!,
  }));
  const enrol = (personId: string, role: MatchEnrolment['role']): MatchEnrolment => ({
    personId,
    role,
    offers: three(),
    wants: three(),
    area: `area ${below(8)}`,
    languages: ['English'],
    capacity: 1,
    avoid: [],
    wishes: [],
  });
  const settings = { ...defaultMatchSettings, objective, rules: { ...defaultMatchSettings.rules, minLevelGap: 1 } };
  const lists = { past: [], forbidden: [], locked: [], history: [], together: [], current: [] };
  const seniors = people.slice(0, 2 * pairs).filter((_, k) => k % 2 === 0);
  const juniors = people.slice(5 * pairs).filter((_, k) => k % 5 === 0);
  const enrolments = [...juniors.map(({ id }) => enrol(id, 'mentor')), ...seniors.map(({ id }) => enrol(id, 'mentee'))];
  return { people, enrolments, ...lists, settings };
}
