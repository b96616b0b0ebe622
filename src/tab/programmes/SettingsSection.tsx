import { Body1, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { changeProgramme, type ProgrammeSettings, type ProgrammeView } from '../../contract/programmes.ts';
import { useAction } from '../answers.ts';
import { plainDay } from '../dates.ts';
import { Facts } from '../ui/Facts.tsx';
import { Panel } from '../ui/Panel.tsx';
import { list } from '../words/counting.ts';
import { words } from '../words.ts';
import type { ProgrammeProps } from './section.ts';
import { ProgrammeForm } from './ProgrammeForm.tsx';
import { SupportPanel } from './SupportPanel.tsx';

const text = words.programmes.form;

const useStyles = makeStyles({ quiet: { color: tokens.colorNeutralForeground2 } });

/** The settings: a form until people are matched, then only to read. */
export default function SettingsSection({ programme }: ProgrammeProps): ReactNode {
  const styles = useStyles();
  const saving = useAction(changeProgramme);
  const open = programme.state === 'draft' || programme.state === 'enrolling' || programme.state === 'matching';
  if (!open) {
    return (
      <>
        <SupportPanel programmeId={programme.id} />
        <FixedSettings programme={programme} />
      </>
    );
  }
  return (
    <>
      <ProgrammeForm
        title={words.programmes.sections.settings}
        before={settingsOf(programme)}
        submit={text.save}
        pending={saving.isPending}
        error={saving.error}
        after={
          <Body1 role="status" className={styles.quiet}>
            {saving.isSuccess && text.saved}
          </Body1>
        }
        onSubmit={(body) => saving.mutate({ params: { programmeId: programme.id }, body })}
      />
      <SupportPanel programmeId={programme.id} />
    </>
  );
}

function FixedSettings({ programme }: { programme: ProgrammeView }): ReactNode {
  return (
    <Panel title={words.programmes.sections.settings}>
      <Body1>{text.fixed}</Body1>
      <Facts
        facts={[
          { name: text.goal, value: programme.goal },
          { name: text.topics, value: list(programme.topics) },
          { name: text.calendarName, value: programme.calendarName },
          { name: text.startsOn, value: plainDay(programme.startsOn) },
          { name: text.endsOn, value: plainDay(programme.endsOn) },
          { name: text.sessions, value: programme.sessions },
          { name: text.gap, value: text.gapChoice(programme.gapWeeks) },
          { name: text.timeZone, value: programme.timeZone },
          { name: text.mentorCapacity, value: programme.largestCapacity.mentor },
          { name: text.menteeCapacity, value: programme.largestCapacity.mentee },
          {
            name: text.levels,
            value: programme.levels.from === 'depth' ? text.fromDepth : list(programme.levels.order),
          },
        ]}
      />
    </Panel>
  );
}

const settingsOf = (programme: ProgrammeView): ProgrammeSettings => ({
  name: programme.name,
  calendarName: programme.calendarName,
  goal: programme.goal,
  topics: programme.topics,
  startsOn: programme.startsOn,
  endsOn: programme.endsOn,
  sessions: programme.sessions,
  gapWeeks: programme.gapWeeks,
  timeZone: programme.timeZone,
  largestCapacity: programme.largestCapacity,
  levels: programme.levels,
});
