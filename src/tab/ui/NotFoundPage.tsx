import type { ReactNode } from 'react';
import { words } from '../words.ts';
import { Page } from './Page.tsx';
import { RouteButton } from './RouteButton.tsx';

const text = words.general.notFound;

export function NotFoundPage(): ReactNode {
  return (
    <Page title={text.title} intro={text.text} narrow>
      <div>
        <RouteButton to="/home" appearance="primary">
          {text.action}
        </RouteButton>
      </div>
    </Page>
  );
}
