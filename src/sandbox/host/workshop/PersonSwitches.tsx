import { Button, Switch } from '@fluentui/react-components';
import { useState } from 'react';
import type { Person } from '../api.ts';
import { useNotices } from '../notices.ts';
import { useChange } from '../queries.ts';
import { Section } from './Section.tsx';

const ROLES = ['Coordinator', 'Sponsor'];

/** What an administrator or the human resources department may change about the chosen person. */
export function PersonSwitches({ person }: { person: Person }) {
  const notify = useNotices();
  const [sure, setSure] = useState(false);
  const grant = useChange<{ personId: string; role: string; granted: boolean }>('/roles');
  const leave = useChange<{ personId: string }>('/org/leave');
  const onError = ({ message }: Error): void => notify('That did not work', message, 'error');
  return (
    <Section title={person.name} text="App roles count from the next time a tab is opened.">
      {ROLES.map((role) => (
        <Switch
          key={role}
          label={role}
          checked={person.roles.includes(role)}
          disabled={grant.isPending}
          onChange={(_, { checked }) => grant.mutate({ personId: person.id, role, granted: checked }, { onError })}
        />
      ))}
      {sure ? (
        <Button
          appearance="primary"
          disabled={leave.isPending}
          onClick={() => leave.mutate({ personId: person.id }, { onError, onSettled: () => setSure(false) })}
        >
          Leaves for good: yes
        </Button>
      ) : (
        <Button onClick={() => setSure(true)}>Leaves the organisation…</Button>
      )}
    </Section>
  );
}
