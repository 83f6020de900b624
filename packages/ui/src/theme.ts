/** Mantine 9 theme of Liền Mạch. Colours and sizes come from tokens.css; this file only binds them to Mantine. */
import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

/** chàm (indigo dye): the only interactive colour; [7] fills buttons in light, [6] in dark */
const cham: MantineColorsTuple = [
  '#EDF3FC',
  '#D6E4F8',
  '#AECAF0',
  '#8AB8F5',
  '#5B92DE',
  '#3D7BD6',
  '#2A68C4',
  '#1F57AB',
  '#17468C',
  '#0D2B52',
];
/** ngọc (jade): done, valid, within target */
const ngoc: MantineColorsTuple = [
  '#E2F4EC',
  '#C6E9DB',
  '#9BD3BD',
  '#6FD3B0',
  '#3FA98A',
  '#1F8E6E',
  '#0F7D5E',
  '#0A6E52',
  '#075A43',
  '#043D2D',
];
/** nghệ (turmeric): needs attention, needs a reason */
const nghe: MantineColorsTuple = [
  '#FFF3D6',
  '#FCE6B0',
  '#F6C35A',
  '#F5B323',
  '#E6A100',
  '#B97F00',
  '#9A6300',
  '#7F4A00',
  '#663B00',
  '#452700',
];
/** son (vermilion lacquer): stop, critical, overdue */
const son: MantineColorsTuple = [
  '#FDEBE9',
  '#F9D3CF',
  '#EDA49D',
  '#FF9A92',
  '#DD5F55',
  '#CB3E33',
  '#BE2F25',
  '#B3261E',
  '#8F1C15',
  '#60100B',
];
/** tím than (plum): waiting for somebody else's result */
const tim: MantineColorsTuple = [
  '#F1EAF8',
  '#E0CFF0',
  '#C7AEE3',
  '#C9A8F0',
  '#9067BF',
  '#7647AA',
  '#5C2D8B',
  '#4A1E73',
  '#3B1660',
  '#270C42',
];

export const theme = createTheme({
  colors: { cham, ngoc, nghe, son, tim },
  primaryColor: 'cham',
  primaryShade: { light: 7, dark: 6 },
  black: '#14202C',
  fontFamily: '"Be Vietnam Pro", system-ui, "Segoe UI", sans-serif',
  fontFamilyMonospace: 'ui-monospace, Consolas, "DejaVu Sans Mono", monospace',
  headings: {
    fontFamily: 'inherit',
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '20px', lineHeight: '26px' },
      h2: { fontSize: '16px', lineHeight: '22px' },
      h3: { fontSize: '14px', lineHeight: '20px' },
    },
  },
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '16px', sm: '18px', md: '20px', lg: '24px', xl: '26px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '3px', sm: '4px', md: '6px', lg: '10px', xl: '16px' },
  defaultRadius: 'sm',
  focusRing: 'always', // own ring: 1 px border + 1 px shadow + yellow ground, see tokens.css
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm', variant: 'default' } },
    Input: { defaultProps: { size: 'sm' } },
    InputWrapper: { defaultProps: { size: 'xs', inputWrapperOrder: ['label', 'input', 'description', 'error'] } },
    Table: {
      defaultProps: { verticalSpacing: 4, horizontalSpacing: 8, fz: 'sm', stickyHeader: true, highlightOnHover: true },
    },
    Modal: {
      defaultProps: {
        centered: true,
        radius: 'md',
        overlayProps: { backgroundOpacity: 0.35, blur: 0 },
        transitionProps: { duration: 0 },
      },
    },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: false } },
    Tabs: { defaultProps: { activateTabWithKeyboard: false } },
    Badge: { defaultProps: { radius: 'sm', tt: 'none', variant: 'light' } },
    Notification: { defaultProps: { withBorder: true } },
  },
});

/** control heights: staff 30 px, touch 48 px; switched by data-density on <html> */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: { '--input-height-sm': '30px', '--button-height-sm': '32px', '--button-height-xs': '26px' },
  light: {
    '--mantine-color-body': '#EDF1F5',
    '--mantine-color-dimmed': '#566573',
    '--mantine-color-error': '#B3261E',
    '--mantine-color-placeholder': '#566573',
    '--mantine-color-default-border': '#7E8C9A',
  },
  dark: {
    '--mantine-color-body': '#0D141B',
    '--mantine-color-text': '#E8EEF4',
    '--mantine-color-dimmed': '#9AA9B8',
    '--mantine-color-error': '#FF9A92',
    '--mantine-color-placeholder': '#9AA9B8',
    '--mantine-color-default-border': '#6E8093',
  },
});
