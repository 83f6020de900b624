import './styles/index.css';

export { ActionDialog, type ActionDialogProps } from './components/action-dialog.tsx';
export { type AlertLevel, AlertPanel, type AlertPanelProps, type ClinicalAlert } from './components/alert-panel.tsx';
export { Button, type ButtonProps, IconButton, Kbd } from './components/button.tsx';
export { type ConflictRow, ConflictTable, type ConflictTableProps } from './components/conflict-table.tsx';
export { type Column, DataGrid, type DataGridProps } from './components/data-grid.tsx';
export { Dialog, type DialogProps } from './components/dialog.tsx';
export { ListSearch, type ListSearchProps } from './components/list-search.tsx';
export { PageTurner, type PageTurnerProps } from './components/page-turner.tsx';
export { Panel, type PanelProps } from './components/panel.tsx';
export { type BannerFlag, PatientBanner, type PatientBannerProps, useAgeText } from './components/patient-banner.tsx';
export { PickDialog, type PickDialogProps, type PickItem } from './components/pick-dialog.tsx';
export { QrCode, type QrCodeProps } from './components/qr-code.tsx';
export { ReasonDialog, type ReasonDialogProps } from './components/reason-dialog.tsx';
export { ScrollBox, type ScrollBoxProps } from './components/scroll-box.tsx';
export {
  focusSideList,
  SideGroup,
  type SideGroupProps,
  SideLine,
  type SideLineProps,
  SideList,
} from './components/side-list.tsx';
export { Empty, ErrorNote, Loading, Note, type NoteProps } from './components/states.tsx';
export { StatusChip, type StatusChipProps, type Tone } from './components/status-chip.tsx';
export { Segments, type SegmentsProps, type Tab, Tabs, type TabsProps } from './components/tabs.tsx';
export { type CodeChoice, CodePicker, type CodePickerProps } from './fields/code-picker.tsx';
export { DateField, type DateFieldProps, TimeField } from './fields/date-field.tsx';
export { type ControlProps, Field, type FieldProps } from './fields/field.tsx';
export { MoneyField, type MoneyFieldProps } from './fields/money-field.tsx';
export { ParsedField, type ParsedFieldProps } from './fields/parsed-field.tsx';
export { CheckField, SelectField, type SelectFieldProps, type SelectOption } from './fields/select-field.tsx';
export { TextArea, type TextAreaProps, TextField, type TextFieldProps } from './fields/text-field.tsx';
export { type Age, ageOf } from './format/age.ts';
export { foldText, matchesWords } from './format/fold-text.ts';
export { fhirNow, formatDate, formatDateTime, formatTime, today } from './format/format-date.ts';
export { formatMoney, formatNumber, parseMoney } from './format/money.ts';
export { initialsOf, nameOf, patientCodeOf } from './format/names.ts';
export { type ParsedDate, parseDate, parseTime } from './format/parse-date.ts';
export { type Bilingual, type Language, setLanguage, useLanguage, useTexts, useWords } from './language/language.ts';
export { pairedCode, pairHelper, printersHere } from './print/print-helper.ts';
export type { PaperToPrint } from './print/print-once.ts';
export { printTexts } from './print/print-texts.ts';
export { type Printing, usePrint } from './print/use-print.tsx';
export { type Merge, mergeFields, type Versions } from './record/merge-fields.ts';
export { isOutcomeError, OutcomeError, type Reason } from './record/outcome-error.ts';
export { parametersOf, valueIn, valuesIn } from './record/parameters.ts';
export {
  type Found,
  openRecordClient,
  type Query,
  type RecordClient,
  type RecordClientOptions,
  type ResourceOf,
  type ResourceType,
} from './record/record-client.ts';
export { type Cursors, useCursors } from './record/use-cursors.ts';
export { RecordProvider, recordKey, useRead, useRecord, useSearch } from './record/use-record.tsx';
export { useVerb, type Verb } from './record/use-verb.ts';
export {
  defineScreen,
  defineWidget,
  type HomeDoor,
  type RailEntry,
  type Screen,
  type Slot,
  type Widget,
  type WidgetProps,
} from './screen.ts';
export {
  type Action,
  ActionBoard,
  ActionBoardProvider,
  type BarState,
  useActionBoard,
  useActions,
  useShownActions,
} from './shell/actions.ts';
export { DraftProvider, type DraftStore, useDraft, useDraftStore } from './shell/drafts.ts';
export { isComposing, type KeyPress, keyName } from './shell/key-name.ts';
export {
  currentKeyPreset,
  type KeyPreset,
  keyPresets,
  openKeyPreset,
  setKeyPreset,
  standardKey,
  useKeyPreset,
} from './shell/key-preset.ts';
export { type Place, PlaceProvider, type Room, usePlace } from './shell/place.ts';
export { type BurstKey, type BurstStep, GROUP_SEPARATOR, ScanBurst } from './shell/scan-burst.ts';
export { type Scan, type ScanKind, scanOf } from './shell/scan-kind.ts';
export { type Session, SessionProvider, useSession } from './shell/session.ts';
export { useShownTitleMark, useTitleMark } from './shell/title-mark.ts';
export { showToast, type Toast, useToasts } from './shell/toast.ts';
export { useIsNarrow } from './shell/use-is-narrow.ts';
export {
  type ScanAnswer,
  ScanDesk,
  ScanDeskProvider,
  type ScanHandler,
  useScan,
  useScanDesk,
} from './shell/use-scan.ts';
export { useWidgets, WidgetProvider, WidgetView } from './shell/widgets.tsx';
export { UiProvider, useDarkMode } from './ui-provider.tsx';
