/** One invented person of the pretend tenant. */
export type Person = {
  /** Entra object id: a UUID derived from the seed and the chart's row. */
  id: string;
  managerId: string | null;
  displayName: string;
  givenName: string;
  surname: string;
  mail: string;
  userPrincipalName: string;
  jobTitle: string;
  department: string;
  officeLocation: string;
  preferredLanguage: string;
  /** Grade of the chart, for example SCS1; held in Graph as `employeeType`-like data only where Graph names such a property. */
  grade: string;
  /** IANA zone of the person's mailbox. */
  timeZone: string;
  worksFrom: string;
  worksTo: string;
  userType: 'Member' | 'Guest';
  accountEnabled: boolean;
  roles: ('Coordinator' | 'Sponsor')[];
};

/** The pretend tenant's people: generated once from a chart and a seed, then changed only by the drawer's switches. */
export type Directory = {
  size(): number;
  get(idOrMail: string): Person | undefined;
  /** Stable order; for Graph's pages. */
  list(offset: number, limit: number): Person[];
  search(text: string, limit: number): Person[];
  reportsOf(managerId: string): Person[];
  /** Every change gets the next number; deltas are 'all since number N'. */
  changesSince(sequence: number): { people: string[]; sequence: number };
  move(personId: string, managerId: string | null): void;
  leave(personId: string): void;
  grant(personId: string, role: 'Coordinator' | 'Sponsor', granted: boolean): void;
};
