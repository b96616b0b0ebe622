import { Input, makeStyles } from '@fluentui/react-components';
import { SearchRegular } from '@fluentui/react-icons/svg/search';
import type { ReactNode } from 'react';

const useStyles = makeStyles({ filter: { maxWidth: '320px', minWidth: 0 } });

type Props = { label: string; value: string; onChange: (value: string) => void };

/** Narrows a list down to names that fit what is typed. */
export function NameFilter({ label, value, onChange }: Props): ReactNode {
  return (
    <Input
      className={useStyles().filter}
      type="search"
      aria-label={label}
      placeholder={label}
      contentBefore={<SearchRegular />}
      value={value}
      onChange={(_, data) => onChange(data.value)}
    />
  );
}
