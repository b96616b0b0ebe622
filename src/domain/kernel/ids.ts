/** Identifiers are branded strings, so that a pair's can't be passed where a person's is meant. */
type Id<Brand extends string> = string & { readonly __brand?: Brand };

/** Entra's object id of a person (a UUID). */
export type PersonId = Id<'person'>;
export type ProgrammeId = Id<'programme'>;
/** One run of the matcher, kept with its settings, input digest and result. */
export type ProposalId = Id<'proposal'>;
export type PairId = Id<'pair'>;
export type SeriesId = Id<'series'>;
export type OccurrenceId = Id<'occurrence'>;

/** A new random UUID; injected, so that a test can choose. */
export type NewId = () => string;
