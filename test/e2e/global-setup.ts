import { describeRuntime, electronRuntime } from '../../build/electron-runtime.mjs';

/** Once per run, before any worker: finds Electron, so that no test starts a download of its own. */
export default function findElectron(): void {
  const runtime = electronRuntime();
  process.env.ELECTRON_OVERRIDE_DIST_PATH = runtime.folder;
  console.log(describeRuntime(runtime));
}
