import { z } from 'zod';
import { endpoint, instant, nothing, person, personId, programmeParams } from './endpoint.ts';
import { role } from './programmes.ts';
import { supportGap } from './support.ts';

/**
 * The coordinator's workbench. A scenario is a set of rules and weights with the coordinator's own decisions about
 * pairs; running it gives a result, and publishing a result makes its pairs real. Whoever changes a scenario says which
 * version they saw: one that is no longer the latest is refused with `changed-meanwhile` (409).
 */
const scenariosPath = '/api/programmes/:programmeId/scenarios';
const scenarioPath = `${scenariosPath}/:scenarioId`;
const scenarioParams = programmeParams.extend({ scenarioId: z.uuid() });
const version = z.number().int().min(1);
/** In an address everything is text. */
const versionInQuery = z.coerce.number<number>().int().min(1);

/** A score is made of these. */
export const term = z.enum([
  'menteeWants',
  'mentorWants',
  'area',
  'differentDepartment',
  'sameLocation',
  'timeZone',
  'wish',
]);
/**
 * The same as coordinators are told. A wish was told to the matcher alone, so what it adds stands with what nobody said
 * of themselves: `other` is department, site, time zone and wishes together.
 */
export const toldTerm = z.enum(['menteeWants', 'mentorWants', 'area', 'other']);
const weight = z.number().int().min(0).max(1000);

/** matching.md says what each means. Two rules are nobody's to switch off, and so not here: see `apart` below. */
export const scenarioSettings = z
  .object({
    rules: z
      .object({
        reportingLine: z.boolean(),
        sameManager: z.boolean(),
        /** Steps in the org chart, at least; 0 turns the rule off. */
        minDistance: z.number().int().min(0).max(100),
        /** true: nobody is paired within their department. */
        sameDepartment: z.boolean(),
        /** Levels between mentor and mentee, at least; null turns the rule off. */
        minLevelGap: z.number().int().min(-20).max(100).nullable(),
        formerLine: z.boolean(),
        worksTogether: z.boolean(),
        sharedLanguage: z.boolean(),
        sharedWorkingHour: z.boolean(),
        bothGain: z.boolean(),
        /** Lowest score allowed; null turns the rule off. */
        scoreFloor: z.number().int().min(0).max(1_000_000).nullable(),
      })
      .strict(),
    levels: z.discriminatedUnion('from', [
      z.object({ from: z.literal('depth') }).strict(),
      /** Most senior first. */
      z.object({ from: z.literal('grade'), order: z.array(z.string().trim().min(1).max(80)).min(1).max(200) }).strict(),
    ]),
    weights: z.record(term, weight),
    objective: z.enum(['balanced', 'total']),
    seed: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
  })
  .strict();
export type ScenarioSettings = z.infer<typeof scenarioSettings>;

/**
 * What can stand between two people. `forbidden`: the coordinator's own decision. `apart`: they may not be paired, and
 * why is not told: they were paired before, in whatever programme, or one of them asked not to be. Only `apart` can't be
 * overridden.
 */
export const brokenRule = z.enum([
  'reportingLine',
  'sameManager',
  'minDistance',
  'sameDepartment',
  'minLevelGap',
  'formerLine',
  'worksTogether',
  'sharedLanguage',
  'sharedWorkingHour',
  'bothGain',
  'scoreFloor',
  'forbidden',
  'apart',
]);
export type BrokenRule = z.infer<typeof brokenRule>;

/** `draft`: never run. `done`: the last run gave the result, which may have become stale since. */
export const scenarioState = z.enum(['draft', 'queued', 'running', 'done', 'failed', 'cancelled', 'published']);
export type ScenarioState = z.infer<typeof scenarioState>;

/** `share` from 0 to 1. */
export const runProgress = z.object({
  phase: z.enum(['waiting', 'hours', 'reading', 'checks', 'preparation', 'matching', 'explanations']),
  share: z.number(),
});

const act = z.object({ by: person, at: instant });
const pairOf = z.object({ mentor: person, mentee: person });
const idsOfPair = z.object({ mentorId: personId, menteeId: personId });
/** Why a coordinator decided so; seen by the programme's coordinators. */
const reason = z.string().trim().min(1).max(500);

/** The figures of a result that fit in one line. The objective comes first to last: places, waiting, lowest, total. */
export const figures = z.object({
  /** People with at least one partner, of all who joined. A pair makes two. */
  matched: z.number(),
  people: z.number(),
  /** All pairs of the result, and those of them that publishing would add. */
  pairs: z.number(),
  newPairs: z.number(),
  unmatched: z.number(),
  /** People matched who were waiting since an earlier round. */
  waiting: z.number(),
  /** Lowest score among the pairs that are not locked; null when there is none. */
  lowest: z.number().nullable(),
  total: z.number(),
  /** false: stopped early, a better answer may exist. */
  proven: z.boolean(),
});
export type Figures = z.infer<typeof figures>;

export const scenario = z.object({
  id: z.uuid(),
  name: z.string(),
  version,
  settings: scenarioSettings,
  state: scenarioState,
  /** While queued or running. */
  progress: runProgress.nullable(),
  /** Why the last run failed; `pairs`: those that stand in its way. */
  fault: z.object({ code: z.string(), message: z.string(), pairs: z.array(pairOf) }).nullable(),
  /** Of the last run that ended well; null before the first. */
  figures: figures.nullable(),
  /** Rules or decisions were changed after the run that gave the result: it can't be published until it is run again. */
  stale: z.boolean(),
  /** Decisions about pairs, without those about the reader's own. `overrides`: rules that the lock sets aside. */
  locked: z.array(pairOf.extend({ decided: act, reason: z.string().nullable(), overrides: z.array(brokenRule) })),
  forbidden: z.array(pairOf.extend({ decided: act, reason: z.string().nullable() })),
  created: act,
  edited: act.nullable(),
  /** Who asked for the last run, when it was asked for, and when it ended. */
  ran: act.extend({ endedAt: instant.nullable() }).nullable(),
  published: act.nullable(),
});
export type ScenarioView = z.infer<typeof scenario>;

export const matchedPair = pairOf.extend({
  score: z.number(),
  /** Steps in the chart; null in different trees. */
  distance: z.number().nullable(),
  levelGap: z.number().nullable(),
  terms: z.array(z.object({ term: toldTerm, points: z.number() })),
  /** In words, without points. */
  reasons: z.string(),
  /** Why the pair was not the matcher's to choose. `already-meeting`: published in an earlier round. */
  fixed: z.enum(['locked', 'already-meeting']).nullable(),
  /** Of a locked pair: the rules that it breaks, and what the coordinator said about it. */
  overrides: z.array(brokenRule),
  lockReason: z.string().nullable(),
});
export type MatchedPairView = z.infer<typeof matchedPair>;

const ruleCounts = z.array(z.object({ rule: brokenRule, pairs: z.number() }));

export const unmatchedPerson = z.object({
  person,
  role,
  reason: z.enum(['no_candidate', 'no_level', 'outnumbered', 'not_enrolled_opposite']),
  /** The same in one sentence for a coordinator. */
  why: z.string(),
  /** Since an earlier round. */
  waitingSince: instant.nullable(),
  candidates: z.number(),
  /** For each rule, how many people of the opposite role it takes away; rules overlap. */
  blockedBy: ruleCounts,
  /** The smallest single change of a setting that would give this person a partner, and `more` people than now. */
  wouldHelp: z
    .object({
      text: z.string(),
      setting: brokenRule,
      value: z.union([z.number(), z.boolean(), z.null()]),
      more: z.number(),
    })
    .nullable(),
  /** Place in `bottlenecks`. */
  bottleneck: z.number().nullable(),
});

/** A bound equal to the value: proven that nothing better exists. */
const proven = z.object({ value: z.number(), bound: z.number() });

export const matchResult = z.object({
  pairs: z.array(matchedPair),
  unmatched: z.array(unmatchedPerson),
  /** The reader takes part: their own pair is in none of these lists. One entry per role. */
  own: z.array(z.object({ role, matched: z.boolean() })),
  /** These people have no other candidates than these partners, who have fewer places. */
  bottlenecks: z.array(z.object({ role, people: z.array(person), partners: z.array(person), places: z.number() })),
  objective: z.object({ places: proven, waiting: proven, lowest: proven.nullable(), total: proven }),
  /** Mentor–mentee combinations that the rules exclude, of all combinations; rules overlap. */
  excluded: z.object({ pairs: z.number(), of: z.number(), byRule: ruleCounts }),
  /** Pairs not made, of two people who would both score higher with each other; null in results of old. */
  blockingPairs: z.number().nullable(),
});
export type MatchResultView = z.infer<typeof matchResult>;

const one = z.object({ scenario });

/** Newest first, with the settings that a new one begins with. */
export const listScenarios = endpoint({
  method: 'GET',
  path: scenariosPath,
  params: programmeParams,
  body: nothing,
  answer: z.object({ scenarios: z.array(scenario), defaults: scenarioSettings }),
});
/** Without a name it gets the next letter: 'Scenario A'. A copy has the settings and decisions of the original. */
export const createScenario = endpoint({
  method: 'POST',
  path: scenariosPath,
  params: programmeParams,
  body: z
    .object({
      name: z.string().trim().min(1).max(80).optional(),
      copyOf: z.uuid().optional(),
      settings: scenarioSettings.optional(),
    })
    .strict(),
  answer: one,
});
/**
 * `result` is that of the last run that ended well. `supportGaps`: which of the pairs that publishing would add have too
 * few support contacts; without the reader's own.
 */
export const getScenario = endpoint({
  method: 'GET',
  path: scenarioPath,
  params: scenarioParams,
  body: nothing,
  answer: z.object({ scenario, result: matchResult.nullable(), supportGaps: z.array(supportGap) }),
});
/** Refused while queued or running (`running`), and once published. A change of rules makes the result stale. */
export const editScenario = endpoint({
  method: 'PUT',
  path: scenarioPath,
  params: scenarioParams,
  body: z
    .object({ version, name: z.string().trim().min(1).max(80).optional(), settings: scenarioSettings.optional() })
    .strict(),
  answer: one,
});
/** Not a published one, and not while it runs. */
export const deleteScenario = endpoint({
  method: 'DELETE',
  path: scenarioPath,
  params: scenarioParams.extend({ version: versionInQuery }),
  body: nothing,
  answer: nothing,
});

/** Queued at once; the run itself is done by a worker. */
export const runScenario = endpoint({
  method: 'POST',
  path: `${scenarioPath}/run`,
  params: scenarioParams,
  body: z.object({ version }).strict(),
  answer: one,
});
/** The few facts to ask for while it runs. */
export const getScenarioProgress = endpoint({
  method: 'GET',
  path: `${scenarioPath}/progress`,
  params: scenarioParams,
  body: nothing,
  answer: scenario
    .pick({ id: true, version: true, state: true, progress: true })
    .extend({ fault: z.object({ code: z.string(), message: z.string() }).nullable() }),
});
/** An earlier result stays. */
export const cancelRun = endpoint({
  method: 'POST',
  path: `${scenarioPath}/cancel`,
  params: scenarioParams,
  body: nothing,
  answer: one,
});
/** Publishes the result of this version, once; the new pairs get their introduction cards and meetings. */
export const publishScenario = endpoint({
  method: 'POST',
  path: `${scenarioPath}/publish`,
  params: scenarioParams,
  body: z.object({ version }).strict(),
  answer: one,
});

const decision = idsOfPair.extend({ version, reason: reason.optional() }).strict();
const undo = scenarioParams.extend({ ...idsOfPair.shape, version: versionInQuery });

/**
 * Fixes a pair. One that breaks a rule is refused without a reason (`reason-needed`, with the rules in `details`), one
 * whose people may not be paired at all (`apart`) or have no place left (`no-place`) with or without.
 */
export const lockPair = endpoint({
  method: 'POST',
  path: `${scenarioPath}/locked`,
  params: scenarioParams,
  body: decision,
  answer: one,
});
export const unlockPair = endpoint({
  method: 'DELETE',
  path: `${scenarioPath}/locked/:mentorId/:menteeId`,
  params: undo,
  body: nothing,
  answer: one,
});
/** Takes back a lock of the same pair, if there is one. */
export const forbidPair = endpoint({
  method: 'POST',
  path: `${scenarioPath}/forbidden`,
  params: scenarioParams,
  body: decision,
  answer: one,
});
export const allowPair = endpoint({
  method: 'DELETE',
  path: `${scenarioPath}/forbidden/:mentorId/:menteeId`,
  params: undo,
  body: nothing,
  answer: one,
});

/** Under the scenario's rules as they are now, whether or not it has been run. */
export const pairCheck = z.object({
  breaks: z.array(brokenRule),
  /** What locking the pair would take: nothing, a reason, or it can't be done. */
  lock: z.enum(['allowed', 'needs-reason', 'impossible']),
  /** Why it can't be done, in one sentence. */
  objection: z.string().nullable(),
  score: z.number(),
  distance: z.number().nullable(),
  levelGap: z.number().nullable(),
  reasons: z.string(),
});
export type PairCheckView = z.infer<typeof pairCheck>;
export const checkPair = endpoint({
  method: 'GET',
  path: `${scenarioPath}/pairs/:mentorId/:menteeId`,
  params: scenarioParams.extend(idsOfPair.shape),
  body: nothing,
  answer: pairCheck,
});

const change = <Value extends z.ZodType>(value: Value) => z.object({ before: value, after: value });
/** What locking or forbidding a pair would do to everybody else; nothing is kept. Needs a result that is not stale. */
export const whatIf = z.object({
  places: change(z.number()),
  waiting: change(z.number()),
  lowest: change(z.number().nullable()),
  total: change(z.number()),
  breaks: z.array(brokenRule),
  /** Everybody whose partners would be others, without the reader. */
  changes: z.array(z.object({ person, role, before: z.array(person), after: z.array(person) })),
});
export type WhatIfView = z.infer<typeof whatIf>;
export const whatIfPair = endpoint({
  method: 'POST',
  path: `${scenarioPath}/what-if`,
  params: scenarioParams,
  body: idsOfPair.extend({ change: z.enum(['lock', 'forbid']) }).strict(),
  answer: whatIf,
});

const scoredPair = pairOf.extend({ score: z.number() });
const oneSided = z.object({ person, role });
/** Two results side by side, without the reader's own pair. */
export const comparison = z.object({
  a: scenario,
  b: scenario,
  onlyInA: z.array(scoredPair),
  onlyInB: z.array(scoredPair),
  inBoth: z.array(pairOf.extend({ scoreInA: z.number(), scoreInB: z.number() })),
  matchedOnlyInA: z.array(oneSided),
  matchedOnlyInB: z.array(oneSided),
});
export type ComparisonView = z.infer<typeof comparison>;
/** Both need a result (`no-result`). */
export const compareScenarios = endpoint({
  method: 'GET',
  path: `${scenarioPath}/compare/:otherId`,
  params: scenarioParams.extend({ otherId: z.uuid() }),
  body: nothing,
  answer: comparison,
});
