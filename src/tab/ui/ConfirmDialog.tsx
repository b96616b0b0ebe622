import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { useEffect, useState, type ReactNode } from 'react';
import type { ApiFault } from '../api.ts';
import { words } from '../words.ts';
import { ActionButton } from './ActionButton.tsx';
import { Failure } from './Failure.tsx';

const useStyles = makeStyles({
  content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, '& > *': { flexShrink: 0 } },
  surface: { width: 'min(600px, calc(100vw - 24px))' },
});

type Props = {
  open: boolean;
  title: string;
  children: ReactNode;
  confirm?: { label: string; pending: boolean; onClick: () => void };
  dismiss?: string;
  error?: ApiFault | null;
  onClose: () => void;
};

/** Shows exactly what will happen before something reaches other people. Without `confirm` it only tells. */
export function ConfirmDialog({ open, title, children, confirm, dismiss, error, onClose }: Props): ReactNode {
  const styles = useStyles();
  const [content, setContent] = useState<HTMLElement | null>(null);
  const scrolls = useScrolls(content);
  useEffect(() => showPageAgain, []);
  return (
    <Dialog open={open} onOpenChange={(_, data) => !data.open && onClose()}>
      <DialogSurface className={styles.surface}>
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent ref={setContent} className={styles.content} {...(scrolls && { tabIndex: 0 })}>
            {children}
            {error && <Failure error={error} />}
          </DialogContent>
          <DialogActions fluid>
            <Button onClick={onClose}>{dismiss ?? (confirm ? words.general.cancel : words.general.close)}</Button>
            {confirm && (
              <ActionButton pending={confirm.pending} onClick={confirm.onClick}>
                {confirm.label}
              </ActionButton>
            )}
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

/**
 * When what owns an open dialog goes away with it, as a panel does whose work is done, Fluent leaves the page behind it
 * hidden from assistive technology.
 */
function showPageAgain(): void {
  document.getElementById('root')?.removeAttribute('aria-hidden');
}

/** Whether there is more than fits: then it has to be reached by keyboard, whatever is in it. */
function useScrolls(element: HTMLElement | null): boolean {
  const [scrolls, setScrolls] = useState(false);
  useEffect(() => {
    if (!element) return;
    const look = (): void => setScrolls(element.scrollHeight > element.clientHeight);
    const sizes = new ResizeObserver(look);
    const contents = new MutationObserver(look);
    sizes.observe(element);
    contents.observe(element, { childList: true, subtree: true });
    return () => {
      sizes.disconnect();
      contents.disconnect();
    };
  }, [element]);
  return scrolls;
}
