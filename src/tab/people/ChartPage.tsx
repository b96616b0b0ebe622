import type { ReactNode } from 'react';
import { Page } from '../ui/Page.tsx';
import { Panel } from '../ui/Panel.tsx';
import { RouteLink } from '../ui/RouteLink.tsx';
import { words } from '../words.ts';
import { ChartTree } from './ChartTree.tsx';
import { DirectoryPanel } from './DirectoryPanel.tsx';

const text = words.people.chart;

/** The organisation chart as it was read from the directory, to look around in. */
export default function ChartPage(): ReactNode {
  return (
    <Page
      title={text.title}
      intro={text.intro}
      before={
        <span>
          <RouteLink to="/programmes">{words.programmes.title}</RouteLink>
        </span>
      }
    >
      <DirectoryPanel />
      <Panel title={text.treeLabel} quietTitle>
        <ChartTree />
      </Panel>
    </Page>
  );
}
