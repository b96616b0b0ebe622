import { Button, Field, Input, Skeleton, SkeletonItem, Slider, makeStyles } from '@fluentui/react-components';
import type { FaultPlan } from '../api.ts';
import { useChange, useFaults } from '../queries.ts';
import { Section } from './Section.tsx';

const OFF: FaultPlan = { rate429: 0, retryAfter: 1, rate503: 0, lostAnswer: 0, latencyMs: 0 };
const RATES: { name: 'rate429' | 'rate503' | 'lostAnswer'; label: string }[] = [
  { name: 'rate429', label: 'Too many requests (429)' },
  { name: 'rate503', label: 'Unavailable (503)' },
  { name: 'lostAnswer', label: 'Done, but the answer is lost' },
];

const LATENCY_STEP_MS = 250;

const useStyles = makeStyles({ wide: { width: '100%' } });

/** How often Graph and the Bot Connector fail on purpose. */
export function FaultSwitches() {
  const styles = useStyles();
  const { data: plan } = useFaults();
  const change = useChange<Partial<FaultPlan>, FaultPlan>('/faults');
  const shown = { ...plan, ...change.variables };
  const quiet = plan && plan.rate429 + plan.rate503 + plan.lostAnswer + plan.latencyMs === 0;
  return (
    <Section title="Faults" text="What goes wrong on purpose when Counterpart calls Microsoft 365.">
      {!plan ? (
        <Skeleton className={styles.wide} aria-label="Loading the faults">
          <SkeletonItem size={64} />
        </Skeleton>
      ) : (
        <>
          {RATES.map(({ name, label }) => (
            <Field key={name} className={styles.wide} label={`${label}: ${Math.round((shown[name] ?? 0) * 100)} %`}>
              <Slider
                min={0}
                max={100}
                value={Math.round((shown[name] ?? 0) * 100)}
                onChange={(_, { value }) => change.mutate({ [name]: value / 100 })}
              />
            </Field>
          ))}
          <Field className={styles.wide} label={`Every call takes ${shown.latencyMs ?? 0} ms longer`}>
            <Slider
              min={0}
              max={20}
              value={(shown.latencyMs ?? 0) / LATENCY_STEP_MS}
              onChange={(_, { value }) => change.mutate({ latencyMs: value * LATENCY_STEP_MS })}
            />
          </Field>
          <Field
            className={styles.wide}
            label="Only paths that match"
            hint="A regular expression, for example /events"
            validationMessage={change.error?.message}
          >
            <Input
              key={plan.paths ?? ''}
              defaultValue={plan.paths ?? ''}
              onBlur={({ target }) => target.value !== (plan.paths ?? '') && change.mutate({ paths: target.value })}
            />
          </Field>
          <Button disabled={quiet} onClick={() => change.mutate({ ...OFF, paths: '' })}>
            Turn all off
          </Button>
        </>
      )}
    </Section>
  );
}
