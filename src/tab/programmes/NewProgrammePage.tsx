import { Body1, makeStyles, tokens } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { createProgramme } from '../../contract/programmes.ts';
import { useAction } from '../answers.ts';
import { dayFromToday } from '../dates.ts';
import { Page } from '../ui/Page.tsx';
import { RouteLink } from '../ui/RouteLink.tsx';
import { words } from '../words.ts';
import { inclusionPilot } from './programme-defaults.ts';
import { ProgrammeForm } from './ProgrammeForm.tsx';

const text = words.programmes.form;

const useStyles = makeStyles({ quiet: { color: tokens.colorNeutralForeground2 } });

/** One form, filled in: a programme can be begun with two clicks. */
export default function NewProgrammePage(): ReactNode {
  const styles = useStyles();
  const navigate = useNavigate();
  const creating = useAction(createProgramme);
  const [defaults] = useState(() => inclusionPilot(dayFromToday(0)));
  return (
    <Page
      title={text.newTitle}
      intro={text.newIntro}
      before={
        <span>
          <RouteLink to="/programmes">{words.programmes.title}</RouteLink>
        </span>
      }
      narrow
    >
      <ProgrammeForm
        title={text.newTitle}
        before={defaults}
        submit={text.create}
        pending={creating.isPending}
        error={creating.error}
        after={<Body1 className={styles.quiet}>{text.createHint}</Body1>}
        onSubmit={(body) =>
          creating.mutate(
            { params: {}, body },
            { onSuccess: ({ programme }) => void navigate(`/programmes/${programme.id}`, { replace: true }) },
          )
        }
      />
    </Page>
  );
}
