import {
  FluentProvider,
  teamsDarkTheme,
  teamsHighContrastTheme,
  teamsLightTheme,
  type Theme,
} from '@fluentui/react-components';
import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useLayoutEffect, useState, type ReactNode } from 'react';
import { BrowserRouter, Navigate, Route, Routes } from 'react-router';
import { createQueryClient } from './answers.ts';
import { browserTheme, onThemeChange, reportReady, type Connection, type HostTheme } from './host.ts';
import type { BrowserSession } from './sign-in.ts';
import { BrowserBar } from './ui/BrowserBar.tsx';
import { NotFoundPage } from './ui/NotFoundPage.tsx';
import { OutsidePage } from './ui/OutsidePage.tsx';
import { PageSkeleton } from './ui/Skeletons.tsx';
import { splitPage } from './ui/split-page.tsx';

const landings = {
  home: splitPage(() => import('./home/HomePage.tsx')),
  programmes: splitPage(() => import('./programmes/ProgrammesPage.tsx')),
  privacy: splitPage(() => import('./privacy/PrivacyPage.tsx')),
};

/** Loads the page that a tab opens with, while the host is still being greeted. */
export async function loadLanding(pathname: string): Promise<void> {
  const name = pathname.split('/')[2];
  if (name === 'home' || name === 'programmes' || name === 'privacy') await landings[name].load();
}

const NewProgrammePage = lazy(() => import('./programmes/NewProgrammePage.tsx'));
const ProgrammePage = lazy(() => import('./programmes/ProgrammePage.tsx'));
const ChartPage = lazy(() => import('./people/ChartPage.tsx'));

const themes: Record<HostTheme, Theme> = {
  light: teamsLightTheme,
  dark: teamsDarkTheme,
  contrast: teamsHighContrastTheme,
};

const queryClient = createQueryClient();

/** The tab, in a host or in a browser where somebody has signed in; else it only says how to come in. */
export function App({ connection }: { connection: Connection }): ReactNode {
  const { host } = connection;
  const [theme, setTheme] = useState<HostTheme>(host?.theme ?? browserTheme());
  useEffect(() => {
    onThemeChange(setTheme);
    reportReady();
  }, []);
  // At the root, since Fluent puts dialogs beside the page: what the browser itself draws, such as the icon of a date
  // field, would be dark on dark there.
  useLayoutEffect(() => {
    document.documentElement.style.colorScheme = theme === 'light' ? 'light' : 'dark';
  }, [theme]);
  return (
    <FluentProvider theme={themes[theme]}>
      {host ? <Tab browser={host.browser} /> : <OutsidePage signIn={connection.signIn} />}
    </FluentProvider>
  );
}

function Tab({ browser }: { browser: BrowserSession | null }): ReactNode {
  return (
    <QueryClientProvider client={queryClient}>
      <BrowserRouter basename="/tab">
        {browser && <BrowserBar session={browser} />}
        <Suspense fallback={<PageSkeleton />}>
          <Routes>
            <Route path="/" element={<Navigate to="/home" replace />} />
            <Route path="/home/*" element={<landings.home.Page />} />
            <Route path="/programmes" element={<landings.programmes.Page />} />
            <Route path="/programmes/new" element={<NewProgrammePage />} />
            <Route path="/programmes/chart" element={<ChartPage />} />
            <Route path="/programmes/:programmeId" element={<ProgrammePage />} />
            <Route path="/programmes/:programmeId/:section" element={<ProgrammePage />} />
            <Route path="/programmes/:programmeId/:section/:item" element={<ProgrammePage />} />
            <Route path="/privacy" element={<landings.privacy.Page />} />
            <Route path="*" element={<NotFoundPage />} />
          </Routes>
        </Suspense>
      </BrowserRouter>
    </QueryClientProvider>
  );
}
