import { Button, type ButtonProps } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useFollow } from './RouteLink.tsx';

type Props = { to: string; children: ReactNode; appearance?: ButtonProps['appearance']; icon?: ButtonProps['icon'] };

/** A link that looks like a button: it goes somewhere in the tab. */
export function RouteButton({ to, children, appearance = 'secondary', icon }: Props): ReactNode {
  const follow = useFollow(to);
  return (
    <Button as="a" appearance={appearance} icon={icon} {...follow}>
      {children}
    </Button>
  );
}
