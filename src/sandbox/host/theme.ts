import {
  createDarkTheme,
  createLightTheme,
  teamsDarkTheme,
  teamsHighContrastTheme,
  teamsLightTheme,
} from '@fluentui/react-components';
import type { BrandVariants, Theme } from '@fluentui/react-components';
import { useState } from 'react';

export type ThemeName = 'light' | 'dark' | 'contrast';

/** The sandbox's own colour, so that its frame is never taken for Microsoft's. */
const DUNE: BrandVariants = {
  10: '#021314',
  20: '#062022',
  30: '#07302f',
  40: '#083d3d',
  50: '#094b4b',
  60: '#0a5959',
  70: '#0a6869',
  80: '#0a7879',
  90: '#258788',
  100: '#409798',
  110: '#5ba7a7',
  120: '#75b6b6',
  130: '#90c6c6',
  140: '#abd6d6',
  150: '#c5e5e5',
  160: '#e1f4f4',
};

const dark = createDarkTheme(DUNE);
dark.colorBrandForeground1 = DUNE[120];
dark.colorBrandForeground2 = DUNE[130];

/** Colours of the frame around what Microsoft 365 would show. */
export const FRAME: Record<ThemeName, Theme> = {
  light: createLightTheme(DUNE),
  dark,
  contrast: teamsHighContrastTheme,
};

/** Colours of the chat: what a bot's cards look like in Teams. */
export const TEAMS: Record<ThemeName, Theme> = {
  light: teamsLightTheme,
  dark: teamsDarkTheme,
  contrast: teamsHighContrastTheme,
};

/** The theme's name in the teams-js protocol. */
export function protocolName(theme: ThemeName): string {
  return theme === 'light' ? 'default' : theme;
}

const STORED = 'sandbox-theme';

/** The chosen theme, kept in this browser; the first time the system's. */
export function useThemeName(): [ThemeName, (theme: ThemeName) => void] {
  const [theme, setTheme] = useState<ThemeName>(() => {
    const stored = localStorage.getItem(STORED);
    if (stored === 'light' || stored === 'dark' || stored === 'contrast') return stored;
    return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  });
  return [
    theme,
    (chosen) => {
      localStorage.setItem(STORED, chosen);
      setTheme(chosen);
    },
  ];
}
