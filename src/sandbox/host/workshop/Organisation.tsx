import { Button } from '@fluentui/react-components';
import { useNotices } from '../notices.ts';
import { useChange } from '../queries.ts';
import { Section } from './Section.tsx';

const SHARE = 0.01;

/** Changes of the chart that show in the next synchronisation. */
export function Organisation() {
  const notify = useNotices();
  const change = useChange<{ share: number; seed: number }, { moved: number }>('/org/change');
  const reorganise = (): void =>
    change.mutate(
      { share: SHARE, seed: Math.floor(Math.random() * 1e6) },
      {
        onSuccess: ({ moved }) => notify(`${moved} people have a new manager`, undefined, 'success'),
        onError: ({ message }) => notify('That did not work', message, 'error'),
      },
    );
  return (
    <Section title="Organisation" text="Counterpart hears of it at its next synchronisation.">
      <Button disabled={change.isPending} onClick={reorganise}>
        New manager for 1 in 100
      </Button>
    </Section>
  );
}
