import { localStorageColorSchemeManager, MantineProvider, useMantineColorScheme } from '@mantine/core';
import type { ReactNode } from 'react';
import { cssVariablesResolver, theme } from './theme.ts';

const scheme = localStorageColorSchemeManager({ key: 'lienmach.theme' });

/** Colours, sizes and fonts of the house around everything. */
export function UiProvider({ children }: { readonly children: ReactNode }) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      colorSchemeManager={scheme}
      defaultColorScheme="light"
    >
      {children}
    </MantineProvider>
  );
}

/** `[isDark, toggle]` */
export function useDarkMode(): readonly [boolean, () => void] {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const isDark = colorScheme === 'dark';
  return [isDark, () => setColorScheme(isDark ? 'light' : 'dark')];
}
