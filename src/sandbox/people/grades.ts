// UK civil service grades, highest first, with the names that CPS, the Home Office and HMRC use for their own.
// The charts cut a grade's name after 24 characters.
const LADDER: RegExp[] = [
  /^SCS4/,
  /^SCS3/,
  /^SCS2/,
  /^SCS1/,
  /^(RCPO - )?Grade 6|^Level E|^Principal Crown/,
  /^(RCPO - )?Grade 7|^Level D|^Senior Crown Adv|^Crown Advocate CPSD/,
  /^SEO|Senior (Officer|Exec|Information|Librarian)|^(SSO|SRO|SPTO|Immigration Inspector)|^Level B3|^(Senior )?Crown|^SCP/,
  /^HEO|Higher (Officer|Exec)|^(HSO|CIO|SPS|Band T|Information Officer|Economic Assistant)|^Level B2|^Legal Trainee/,
  /^EO|^Officer|^RCPO - Exec|^(IO|SO|RO|PTO|PS|Librarian|Associate Prosecutor|Assistant Information)|^Level B1/,
  /^AO|^Assistant Officer|Admin Officer|^(AIO|Paralegal|Personal Secretary|Police Staff)|^Level A2/,
];

/** Position of a grade on the ladder, 0 the highest; a grade that isn't on it stands on the lowest rung. */
export function rank(grade: string): number {
  const at = LADDER.findIndex((rung) => rung.test(grade));
  return at === -1 ? LADDER.length : at;
}

const SENIOR_TITLES: Record<string, string> = {
  SCS4: 'Permanent Secretary',
  SCS3: 'Director General',
  SCS2: 'Director',
  SCS1A: 'Deputy Director',
  SCS1: 'Deputy Director',
};

/** A title as people would say it: the charts give senior posts only their professional group. */
export function spokenTitle(grade: string, title: string): string {
  const group = /^Senior post: (.+)$/.exec(title)?.[1];
  if (group === undefined) return title.charAt(0).toUpperCase() + title.slice(1);
  const rankTitle = SENIOR_TITLES[grade] ?? 'Head';
  return grade === 'SCS4' ? rankTitle : `${rankTitle}, ${group}`;
}
