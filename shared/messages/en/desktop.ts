/** How a sentence names a file: its name, and the folder it stands in. */
interface Place {
  readonly file: string;
  readonly folder: string;
}

/** What `desktop` says to people. Every key starts with `desktop.`. */
export const desktop = {
  // Reading
  'desktop.read.gone': ({ file, folder }: Place) => `“${file}” cannot be opened: there is no such file in “${folder}” any more.`,
  'desktop.read.is-a-directory': ({ file, folder }: Place) => `“${file}” in “${folder}” cannot be opened: it is a folder, not a file.`,
  'desktop.read.not-a-file': ({ file, folder }: Place) =>
    `“${file}” in “${folder}” cannot be opened: it is a device or a pipe, not a file.`,
  'desktop.read.too-large': ({ file, folder, megabytes }: Place & { readonly megabytes: number }) =>
    `“${file}” in “${folder}” cannot be opened: it is larger than ${megabytes} MB.`,
  'desktop.read.no-permission': ({ file, folder }: Place) => `“${file}” in “${folder}” cannot be opened: you may not read it.`,
  'desktop.read.link-loop': ({ file, folder }: Place) =>
    `“${file}” in “${folder}” cannot be opened: it is a link that leads back to itself.`,
  'desktop.read.device-error': ({ file, folder }: Place) => `“${file}” in “${folder}” cannot be opened: its disk reports a fault.`,
  'desktop.read.unknown': ({ file, folder }: Place) => `“${file}” in “${folder}” cannot be opened: the system gave no known reason.`,
  'desktop.read.not-a-model': ({ file, folder }: Place) =>
    `“${file}” in “${folder}” is not opened as a model: its name ends in none of .gabion.yaml, .gabion, .yaml, .yml and .json.`,
  'desktop.read.not-allowed': 'This file was not given to this window.',
  'desktop.read.version-gone': ({ file }: { readonly file: string }) => `That earlier version of “${file}” is no longer kept.`,

  // Writing. In each case the file on disk is as it was.
  'desktop.write.gone': ({ file, folder }: Place) => `“${file}” was not saved: it is no longer in “${folder}”.`,
  'desktop.write.folder-gone': ({ file, folder }: Place) => `“${file}” was not saved: the folder “${folder}” is no longer there.`,
  'desktop.write.is-a-directory': ({ file, folder }: Place) => `“${file}” was not saved: a folder of that name stands in “${folder}”.`,
  'desktop.write.not-a-file': ({ file, folder }: Place) =>
    `“${file}” was not saved: in “${folder}” that is the name of a device or a pipe.`,
  'desktop.write.disk-full': ({ file, folder }: Place) => `“${file}” was not saved: the disk that holds “${folder}” is full.`,
  'desktop.write.read-only': ({ file, folder }: Place) =>
    `“${file}” was not saved: it, or the disk that holds “${folder}”, is write-protected.`,
  'desktop.write.no-permission': ({ file, folder }: Place) => `“${file}” was not saved: you may not write to it in “${folder}”.`,
  'desktop.write.name-too-long': ({ file, folder }: Place) => `“${file}” was not saved: the name is too long for “${folder}”.`,
  'desktop.write.link-loop': ({ file, folder }: Place) =>
    `“${file}” was not saved: in “${folder}” that is a link that leads back to itself.`,
  'desktop.write.busy': ({ file, folder }: Place) => `“${file}” was not saved: another program holds it open in “${folder}”.`,
  'desktop.write.too-large': ({ file, folder }: Place) =>
    `“${file}” was not saved: it, or what stands in “${folder}” now, is larger than Gabion reads.`,
  'desktop.write.device-error': ({ file, folder }: Place) => `“${file}” was not saved: the disk that holds “${folder}” reports a fault.`,
  'desktop.write.not-allowed': ({ file, folder }: Place) =>
    `“${file}” was not saved: it would not have landed in “${folder}”, or was not given to this window.`,
  'desktop.write.damaged': ({ file, folder }: Place) =>
    `“${file}” in “${folder}” may be damaged: its disk failed while it was written, and again while the old content was put back.`,
  'desktop.write.unknown': ({ file, folder }: Place) => `“${file}” was not saved in “${folder}”: the system gave no known reason.`,
  'desktop.write.not-durable': ({ file, folder }: Place) =>
    `“${file}” is saved, but the disk that holds “${folder}” did not confirm it; a loss of power now could bring the previous version back.`,
  'desktop.earlier.not-kept': ({ file, folder }: Place) => `“${file}” is saved in “${folder}”, but the version before could not be kept.`,

  // What to do
  'desktop.mend.write-anew': 'Save again to make it anew, or save a copy elsewhere.',
  'desktop.mend.elsewhere': 'Save a copy elsewhere.',
  'desktop.mend.other-name': 'Save under another name.',
  'desktop.mend.free-space': 'Free some space and save again, or save a copy on another disk.',
  'desktop.mend.permission': 'Ask whoever owns it for permission, or use a copy elsewhere.',
  'desktop.mend.shorter-name': 'Choose a shorter name.',
  'desktop.mend.close-other': 'Close it there and save again, or save a copy elsewhere.',
  'desktop.mend.check-disk': 'Check the disk and its connection, and use a copy elsewhere meanwhile.',
  'desktop.mend.restore-earlier': 'Save a copy on another disk; the version before is kept under its earlier versions.',
  'desktop.mend.open-again': 'Open the file again, or save a copy elsewhere.',
  'desktop.mend.find-it': 'It may have been moved or renamed: look for it with Open.',
  'desktop.mend.choose-file': 'Choose another file.',
  'desktop.mend.smaller-file': 'Choose a smaller file; a model has a hundredth of that.',
  'desktop.mend.import-it': 'If it holds something to import, import it.',
  'desktop.mend.user-data': 'Look whether the disk with your user data is full.',
  'desktop.mend.preview-again': 'Look at the preview again, then export.',
  'desktop.mend.choose-folder': 'Choose another folder.',

  // Paths of an export
  'desktop.path.empty': ({ file }: { readonly file: string }) => `“${file}” is not written: a part of its path is empty.`,
  'desktop.path.absolute': ({ file }: { readonly file: string }) =>
    `“${file}” is not written: its path does not start in the chosen folder.`,
  'desktop.path.leaves-folder': ({ file }: { readonly file: string }) =>
    `“${file}” is not written: its path leads out of the chosen folder.`,
  'desktop.path.forbidden-character': ({ file }: { readonly file: string }) =>
    `“${file}” is not written: its path has a character that some system cannot write or does not show.`,
  'desktop.path.reserved-name': ({ file }: { readonly file: string }) => `“${file}” is not written: Windows reserves a name in its path.`,
  'desktop.path.git-folder': ({ file }: { readonly file: string }) =>
    `“${file}” is not written: Gabion never writes into git’s own folder.`,
  'desktop.path.pipeline-file': ({ file }: { readonly file: string }) =>
    `“${file}” is not written: a pipeline or a tool would run it. Tick it in the export to write it all the same.`,
  'desktop.path.name-too-long': ({ file }: { readonly file: string }) => `“${file}” is not written: its path is too long.`,
  'desktop.path.same-but-for-case': ({ file }: { readonly file: string }) =>
    `“${file}” is not written: another file differs from it only in case or accents, and many disks take the two for one.`,
  'desktop.path.link': ({ file }: { readonly file: string }) =>
    `“${file}” is not written: there is a link on its path, which may lead out of the chosen folder.`,
  'desktop.path.file-in-the-way': ({ file }: { readonly file: string }) =>
    `“${file}” is not written: a file stands where its folder would be.`,
  'desktop.path.folder-in-the-way': ({ file }: { readonly file: string }) =>
    `“${file}” is not written: a folder stands where the file would be.`,
  'desktop.path.changed': ({ file }: { readonly file: string }) => `“${file}” is not written: it was changed after you saw the preview.`,
  'desktop.path.no-folder': 'Nothing is written: the chosen folder is no longer there.',

  // Dialogs of the system
  'desktop.unsaved.question': ({ file }: { readonly file: string }) => `Save the changes to “${file}”?`,
  'desktop.unsaved.detail': 'Without saving, they are gone for good.',
  'desktop.unsaved.save': 'Save',
  'desktop.unsaved.discard': 'Don’t save',
  'desktop.unsaved.cancel': 'Cancel',
  'desktop.link.question': 'Open this address outside Gabion?',
  'desktop.link.open': 'Open',
  'desktop.link.cancel': 'Cancel',
  'desktop.hung.question': 'Gabion’s window does not answer.',
  'desktop.hung.detail':
    'It may be busy with something large. Your edits up to the last one are in a draft, which is offered when Gabion starts again.',
  'desktop.hung.wait': 'Wait',
  'desktop.hung.close': 'Close it',
  'desktop.crashed.question': 'Gabion’s window broke down several times in a row.',
  'desktop.crashed.detail': 'Your edits up to the last one are in a draft, which is offered when Gabion starts again.',
  'desktop.crashed.again': 'Try again',
  'desktop.crashed.quit': 'Quit',
  'desktop.dialog.open': 'Open a model',
  'desktop.dialog.save-as': 'Save as',
  'desktop.dialog.save-copy': 'Save a copy',
  'desktop.dialog.export-file': 'Export',
  'desktop.dialog.choose-folder': 'Choose a folder to export into',
  'desktop.dialog.choose': 'Choose',
  'desktop.filter.models': 'Gabion models',
  'desktop.filter.yaml': 'YAML and JSON',
  'desktop.filter.all': 'All files',

  // The menu of a text field
  'desktop.text.cut': 'Cut',
  'desktop.text.copy': 'Copy',
  'desktop.text.paste': 'Paste',
  'desktop.text.select-all': 'Select all',

  // What a person should know about this run
  'desktop.notice.fallback': ({ version }: { readonly version: string }) =>
    `This is a testing runtime: Electron ${version}, older than the one Gabion is made for and without its security fixes. Use it to try and test, not to work.`,
  'desktop.notice.remote-debugging': 'Remote debugging is on: any program on this machine can read and change what Gabion shows.',
  'desktop.notice.no-sandbox': 'The system does not confine Gabion’s window: it was started without the sandbox.',
} as const;
