import {
  FluentProvider,
  teamsDarkTheme,
  teamsHighContrastTheme,
  teamsLightTheme,
  type Theme,
} from '@fluentui/react-components';
import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react';
import { BrowserRouter, Navigate, Route, Routes } from 'react-router';
import { createQueryClient } from './answers.ts';
import { onThemeChange, reportReady, type HostContext, type HostTheme } from './host.ts';
import { NotFoundPage } from './ui/NotFoundPage.tsx';
import { OutsidePage } from './ui/OutsidePage.tsx';
import { PageSkeleton } from './ui/Skeletons.tsx';

const HomePage = lazy(() => import('./home/HomePage.tsx'));
const ProgrammesPage = lazy(() => import('./programmes/ProgrammesPage.tsx'));
const NewProgrammePage = lazy(() => import('./programmes/NewProgrammePage.tsx'));
const ProgrammePage = lazy(() => import('./programmes/ProgrammePage.tsx'));
const ChartPage = lazy(() => import('./people/ChartPage.tsx'));
const PrivacyPage = lazy(() => import('./privacy/PrivacyPage.tsx'));

const themes: Record<HostTheme, Theme> = {
  light: teamsLightTheme,
  dark: teamsDarkTheme,
  contrast: teamsHighContrastTheme,
};

const queryClient = createQueryClient();

/** The tab. `host` is null outside Teams, Outlook and Microsoft 365: then it only says where to open it. */
export function App({ host }: { host: HostContext | null }): ReactNode {
  const [theme, setTheme] = useState<HostTheme>(host?.theme ?? 'light');
  useEffect(() => {
    if (!host) return;
    onThemeChange(setTheme);
    reportReady();
  }, [host]);
  return (
    <FluentProvider theme={themes[theme]} style={{ colorScheme: theme === 'light' ? 'light' : 'dark' }}>
      {host ? <Tab /> : <OutsidePage />}
    </FluentProvider>
  );
}

function Tab(): ReactNode {
  return (
    <QueryClientProvider client={queryClient}>
      <BrowserRouter basename="/tab">
        <Suspense fallback={<PageSkeleton />}>
          <Routes>
            <Route path="/" element={<Navigate to="/home" replace />} />
            <Route path="/home/*" element={<HomePage />} />
            <Route path="/programmes" element={<ProgrammesPage />} />
            <Route path="/programmes/new" element={<NewProgrammePage />} />
            <Route path="/programmes/chart" element={<ChartPage />} />
            <Route path="/programmes/:programmeId" element={<ProgrammePage />} />
            <Route path="/programmes/:programmeId/:section" element={<ProgrammePage />} />
            <Route path="/privacy" element={<PrivacyPage />} />
            <Route path="*" element={<NotFoundPage />} />
          </Routes>
        </Suspense>
      </BrowserRouter>
    </QueryClientProvider>
  );
}
