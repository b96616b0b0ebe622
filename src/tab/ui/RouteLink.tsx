import { Link } from '@fluentui/react-components';
import type { MouseEvent, ReactNode } from 'react';
import { useHref, useNavigate } from 'react-router';

/** A Fluent link to another place in the tab: a real address, without loading the page anew. */
export function RouteLink({ to, children }: { to: string; children: ReactNode }): ReactNode {
  const follow = useFollow(to);
  return <Link {...follow}>{children}</Link>;
}

/** What an anchor needs to lead to a route; for links that look like buttons or cards. */
export function useFollow(to: string): { href: string; onClick: (event: MouseEvent) => void } {
  const href = useHref(to);
  const navigate = useNavigate();
  const onClick = (event: MouseEvent): void => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    void navigate(to);
  };
  return { href, onClick };
}
