export type Role = 'Coordinator' | 'Sponsor';

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
  /** Empty texts below mean that the directory holds nothing there. */
  jobTitle: string;
  department: string;
  officeLocation: string;
  preferredLanguage: string;
  /** Grade of the chart, for example SCS1; Graph shows it as `employeeType` and as extension attribute 1. */
  grade: string;
  /** IANA zone of the person's mailbox. */
  timeZone: string;
  /** Working hours on weekdays, local wall time `HH:MM`. */
  worksFrom: string;
  worksTo: string;
  userType: 'Member' | 'Guest';
  accountEnabled: boolean;
  roles: Role[];
};
