/** Identifiers are branded strings, so that a pair's can't be passed where a person's is meant. */
type Id<Brand extends string> = string & { readonly __brand?: Brand };

/** Entra's object id of a person (a UUID). */
export type PersonId = Id<'person'>;
export type ProgrammeId = Id<'programme'>;
/** A set of rules, weights and decisions about pairs, with what the matcher made of them. */
export type ScenarioId = Id<'scenario'>;
export type PairId = Id<'pair'>;
/** Something that has come to need a programme's coordinators. */
export type AlertId = Id<'alert'>;
export type SeriesId = Id<'series'>;
export type OccurrenceId = Id<'occurrence'>;
/** Hours put to two people, of whom both have to agree. */
export type TimeProposalId = Id<'time-proposal'>;

/** A new random UUID; injected, so that a test can choose. */
export type NewId = () => string;
