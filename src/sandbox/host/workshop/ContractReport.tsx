import { Badge, makeStyles, tokens } from '@fluentui/react-components';
import { useContract } from '../queries.ts';
import { Section } from './Section.tsx';

const SHOWN = 20;

const useStyles = makeStyles({
  list: { margin: 0, paddingLeft: tokens.spacingHorizontalXL, display: 'grid', gap: tokens.spacingVerticalS },
  errors: { margin: 0, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', fontSize: tokens.fontSizeBase200 },
});

/** What has been held against Microsoft's own description of Graph, and what didn't conform. */
export function ContractReport() {
  const styles = useStyles();
  const { data: contract } = useContract();
  if (!contract) return null;
  const { requests, answers, violations } = contract;
  return (
    <Section
      title="Graph contract"
      text={`${requests.toLocaleString('en-GB')} requests and ${answers.toLocaleString('en-GB')} answers checked.`}
    >
      <Badge appearance="tint" color={violations.length === 0 ? 'success' : 'danger'} size="large">
        {violations.length === 0 ? 'No violations' : `${violations.length} violations`}
      </Badge>
      {violations.length > 0 && (
        <ol className={styles.list}>
          {violations.slice(-SHOWN).map(({ at, where, errors }) => (
            <li key={`${at} ${where}`}>
              {where}
              <pre className={styles.errors}>{JSON.stringify(errors, null, 1)}</pre>
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}
