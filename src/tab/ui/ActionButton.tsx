import { Button, Spinner, type ButtonProps } from '@fluentui/react-components';
import type { MouseEvent, ReactNode } from 'react';

type Props = {
  children: ReactNode;
  pending?: boolean;
  onClick?: () => void;
  type?: 'button' | 'submit';
  /** For assistive technology, where several buttons say the same. */
  label?: string;
  appearance?: ButtonProps['appearance'];
  icon?: ButtonProps['icon'];
};

/** A button that shows when its work is under way and cannot be pressed twice meanwhile; it stays in the tab order. */
export function ActionButton({
  children,
  pending = false,
  onClick,
  type = 'button',
  label,
  appearance,
  icon,
}: Props): ReactNode {
  const press = (event: MouseEvent): void => {
    if (pending) event.preventDefault();
    else onClick?.();
  };
  return (
    <Button
      type={type}
      aria-label={label}
      appearance={appearance ?? 'primary'}
      disabledFocusable={pending}
      icon={pending ? <Spinner size="tiny" aria-hidden /> : icon}
      onClick={press}
    >
      {children}
    </Button>
  );
}
