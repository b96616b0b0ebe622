import { Button, Menu, MenuItemRadio, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { DarkTheme20Regular } from '@fluentui/react-icons';
import type { ThemeName } from '../theme.ts';

const NAMES: Record<ThemeName, string> = { light: 'Light', dark: 'Dark', contrast: 'High contrast' };

/** Chooses the theme that this page has and that it tells to Counterpart. */
export function ThemeSwitch({ theme, onTheme }: { theme: ThemeName; onTheme: (theme: ThemeName) => void }) {
  return (
    <Menu
      checkedValues={{ theme: [theme] }}
      onCheckedValueChange={(_, { checkedItems }) => onTheme(checkedItems[0] as ThemeName)}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="subtle" icon={<DarkTheme20Regular />} aria-label={`Theme: ${NAMES[theme]}`} />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {(Object.keys(NAMES) as ThemeName[]).map((name) => (
            <MenuItemRadio key={name} name="theme" value={name}>
              {NAMES[name]}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
