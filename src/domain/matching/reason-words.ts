/** Reasons for a pair that the two themselves are not told: one is a secret, the other none to them. */
export const wishedFor = 'wished for';
export const zoneNotKnown = 'time zone not known';
