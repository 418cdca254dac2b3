/** Every dialog, in one file that is loaded with the first that is opened: they have most of what they are made of in common. */
export { ExportDialog } from './export-dialog.tsx';
export { ImportDialog } from './import-dialog.tsx';
export { ModesDialog } from './modes-dialog.tsx';
export { RedeemDialog } from './redeem-dialog.tsx';
export { RunDialog } from './run-dialog.tsx';
export { StartDialog } from './start-dialog.tsx';
