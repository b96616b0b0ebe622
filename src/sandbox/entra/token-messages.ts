/** The fields of a request to the token endpoint, as they came. */
export type Form = Record<string, string | undefined>;

/** What the token endpoint answers when it gives a token. */
export type TokenAnswer = Record<string, string | number>;
