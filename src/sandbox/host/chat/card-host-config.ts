import { HostConfig } from 'adaptivecards';

const ink = (name: string) => ({ default: `var(--color${name}1)`, subtle: `var(--color${name}2)` });

const foregroundColors = {
  default: { default: 'var(--colorNeutralForeground1)', subtle: 'var(--colorNeutralForeground3)' },
  dark: { default: 'var(--colorNeutralForeground1)', subtle: 'var(--colorNeutralForeground3)' },
  light: { default: 'var(--colorNeutralForegroundInverted)', subtle: 'var(--colorNeutralForegroundInverted2)' },
  accent: ink('BrandForeground'),
  good: { default: 'var(--colorPaletteGreenForeground1)', subtle: 'var(--colorPaletteGreenForeground1)' },
  warning: { default: 'var(--colorPaletteDarkOrangeForeground1)', subtle: 'var(--colorPaletteDarkOrangeForeground1)' },
  attention: { default: 'var(--colorPaletteRedForeground1)', subtle: 'var(--colorPaletteRedForeground1)' },
};
const surface = (backgroundColor: string) => ({ backgroundColor, borderColor: 'transparent', foregroundColors });

/**
 * How Teams draws cards: its sizes and spacing, and colours by name of the theme's tokens, so that one configuration
 * serves every theme and changing the theme leaves what a person has typed.
 */
export const CARD_HOST = new HostConfig({
  fontFamily: 'var(--fontFamilyBase)',
  choiceSetInputValueSeparator: ',',
  supportsInteractivity: true,
  spacing: { small: 4, default: 8, medium: 12, large: 20, extraLarge: 28, padding: 16 },
  separator: { lineThickness: 1, lineColor: 'var(--colorNeutralStroke2)' },
  fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
  fontWeights: { lighter: 400, default: 400, bolder: 600 },
  lineHeights: { small: 16, default: 20, medium: 20, large: 24, extraLarge: 32 },
  imageSizes: { small: 32, medium: 52, large: 100 },
  imageSet: { imageSize: 'medium', maxImageHeight: 100 },
  factSet: {
    title: { weight: 'Bolder', wrap: true, maxWidth: 140 },
    value: { wrap: true },
    spacing: 16,
  },
  containerStyles: {
    default: surface('transparent'),
    emphasis: surface('var(--colorNeutralBackground3)'),
    accent: surface('var(--colorBrandBackground2)'),
    good: surface('var(--colorPaletteGreenBackground1)'),
    warning: surface('var(--colorPaletteYellowBackground1)'),
    attention: surface('var(--colorPaletteRedBackground1)'),
  },
  inputs: {
    label: {
      inputSpacing: 'Small',
      requiredInputs: { weight: 'Bolder', suffix: ' *', suffixColor: 'Attention' },
      optionalInputs: { weight: 'Bolder' },
    },
    errorMessage: { color: 'Attention', size: 'Small', spacing: 'Small' },
  },
  actions: {
    maxActions: 6,
    spacing: 'Medium',
    buttonSpacing: 8,
    actionsOrientation: 'Horizontal',
    actionAlignment: 'Left',
    allowTitleToWrap: true,
    showCard: { actionMode: 'Inline', inlineTopMargin: 12, style: 'emphasis' },
  },
  textBlock: { headingLevel: 3 },
  textStyles: { heading: { size: 'Large', weight: 'Bolder', color: 'Default' } },
});
