import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useFollow } from '../ui/RouteLink.tsx';
import { words } from '../words.ts';

export const SECTIONS = ['today', 'people', 'lists', 'matching', 'meetings', 'results', 'settings'] as const;
export type SectionName = (typeof SECTIONS)[number];

const NARROW = '@media (max-width: 760px)';

const useStyles = makeStyles({
  nav: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXXS,
    [NARROW]: { flexDirection: 'row', flexWrap: 'wrap', gap: tokens.spacingHorizontalXS },
  },
  link: {
    padding: `${tokens.spacingVerticalSNudge} ${tokens.spacingHorizontalM}`,
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForeground2,
    textDecorationLine: 'none',
    ':hover': { backgroundColor: tokens.colorNeutralBackground2Hover, color: tokens.colorNeutralForeground2Hover },
    ':focus-visible': { outline: `${tokens.strokeWidthThick} solid ${tokens.colorStrokeFocus2}` },
    [NARROW]: { padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS}` },
  },
  current: {
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    fontWeight: tokens.fontWeightSemibold,
    boxShadow: `inset 3px 0 0 ${tokens.colorCompoundBrandStroke}`,
    [NARROW]: { boxShadow: `inset 0 -2px 0 ${tokens.colorCompoundBrandStroke}` },
  },
});

type Props = { programmeId: string; sections: readonly SectionName[]; current: SectionName };

/** The parts of a programme: links, so that each has an address of its own. */
export function SectionNav({ programmeId, sections, current }: Props): ReactNode {
  const styles = useStyles();
  return (
    <nav aria-label={words.programmes.sections.label} className={styles.nav}>
      {sections.map((name) => (
        <SectionLink key={name} to={`/programmes/${programmeId}/${name}`} current={name === current}>
          {words.programmes.sections[name]}
        </SectionLink>
      ))}
    </nav>
  );
}

function SectionLink({ to, current, children }: { to: string; current: boolean; children: string }): ReactNode {
  const styles = useStyles();
  const follow = useFollow(to);
  return (
    <a
      className={mergeClasses(styles.link, current && styles.current)}
      aria-current={current ? 'page' : undefined}
      {...follow}
    >
      {children}
    </a>
  );
}
