import {
  Button,
  Body1,
  makeStyles,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  tokens,
} from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { createScenario, type ScenarioView } from '../../contract/matching.ts';
import { useAction } from '../answers.ts';
import { ButtonRow } from '../ui/ButtonRow.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { Failure } from '../ui/Failure.tsx';
import { Panel } from '../ui/Panel.tsx';
import { RouteButton } from '../ui/RouteButton.tsx';
import { RouteLink } from '../ui/RouteLink.tsx';
import { words } from '../words.ts';
import { figure } from '../words/counting.ts';
import { ScenarioMenu } from './ScenarioMenu.tsx';
import { isOutOfDate } from './settings.ts';

const text = words.matching;

const useStyles = makeStyles({
  quiet: { color: tokens.colorNeutralForeground2 },
  current: { fontWeight: tokens.fontWeightSemibold },
  name: { overflowWrap: 'anywhere' },
});

type Props = {
  programmeId: string;
  scenarios: ScenarioView[];
  /** The one shown below. */
  current: ScenarioView;
  /** Whether the programme still lets anything be changed. */
  open: boolean;
};

/** All scenarios side by side, with what each reached; one of them is shown below. */
export function ScenarioList({ programmeId, scenarios, current, open }: Props): ReactNode {
  const styles = useStyles();
  const path = `/programmes/${programmeId}/matching`;
  const withResult = scenarios.filter(({ figures }) => figures !== null);
  const other = withResult.find(({ id }) => id !== current.id);
  return (
    <Panel title={text.scenarios}>
      <Body1 className={styles.quiet}>{text.scenariosHint}</Body1>
      <DataTable
        label={text.scenarios}
        rows={scenarios}
        rowKey={({ id }) => id}
        pageSize={10}
        columns={[
          {
            name: text.columns.name,
            plain: true,
            width: '26%',
            cell: ({ id, name }) =>
              id === current.id ? (
                <span className={styles.current} aria-current="true">
                  {name}
                </span>
              ) : (
                <span className={styles.name}>
                  <RouteLink to={`${path}/${id}`}>{name}</RouteLink>
                </span>
              ),
          },
          {
            name: text.columns.matched,
            number: true,
            cell: ({ figures }) => (figures ? text.matchedOf(figures.matched, figures.people) : text.none),
          },
          {
            name: text.columns.waiting,
            number: true,
            cell: ({ figures }) => (figures ? figure(figures.waiting) : text.none),
          },
          {
            name: text.columns.lowest,
            number: true,
            cell: ({ figures }) => (figures && figures.lowest !== null ? figure(figures.lowest) : text.none),
          },
          {
            name: text.columns.total,
            number: true,
            cell: ({ figures }) => (figures ? figure(figures.total) : text.none),
          },
          { name: text.columns.state, cell: (one) => (isOutOfDate(one) ? text.outOfDate : text.states[one.state]) },
          {
            name: words.general.more,
            quiet: true,
            plain: true,
            cell: (one) =>
              open && (
                <ScenarioMenu
                  programmeId={programmeId}
                  scenario={one}
                  next={scenarios.find(({ id }) => id !== one.id)}
                />
              ),
          },
        ]}
      />
      <NewScenario programmeId={programmeId} current={current} open={open}>
        {other && (
          <RouteButton
            appearance="subtle"
            to={`${path}/compare?a=${current.figures ? current.id : (withResult[1]?.id ?? '')}&b=${other.id}`}
          >
            {text.compare}
          </RouteButton>
        )}
      </NewScenario>
    </Panel>
  );
}

type NewProps = { programmeId: string; current: ScenarioView; open: boolean; children: ReactNode };

function NewScenario({ programmeId, current, open, children }: NewProps): ReactNode {
  const navigate = useNavigate();
  const creating = useAction(createScenario);
  const create = (body: { copyOf?: string }): void =>
    creating.mutate(
      { params: { programmeId }, body },
      { onSuccess: ({ scenario }) => void navigate(`/programmes/${programmeId}/matching/${scenario.id}`) },
    );
  return (
    <>
      {creating.error && <Failure error={creating.error} />}
      <ButtonRow>
        {open && (
          <Menu>
            <MenuTrigger disableButtonEnhancement>
              <Button icon={<AddRegular />} disabledFocusable={creating.isPending}>
                {text.create}
              </Button>
            </MenuTrigger>
            <MenuPopover>
              <MenuList>
                <MenuItem onClick={() => create({})}>{text.createBlank}</MenuItem>
                <MenuItem onClick={() => create({ copyOf: current.id })}>{text.createCopy(current.name)}</MenuItem>
              </MenuList>
            </MenuPopover>
          </Menu>
        )}
        {children}
      </ButtonRow>
    </>
  );
}
