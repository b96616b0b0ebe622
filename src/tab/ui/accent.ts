import { tokens } from '@fluentui/react-components';

/** The one accent, kept for what belongs to a pair: its mark, its meetings, its next hour. */
export const pairAccent = {
  solid: tokens.colorPaletteTealBorderActive,
  soft: tokens.colorPaletteTealBackground2,
  text: tokens.colorPaletteTealForeground2,
};
