// Reads the fuses of a packed binary: switches inside Electron that can be thrown once and that no start argument undoes.
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';

/** electron-builder's name of each fuse, and its place on the wire. @type {Readonly<Record<string, FuseV1Options>>} */
const places = {
  runAsNode: FuseV1Options.RunAsNode,
  enableCookieEncryption: FuseV1Options.EnableCookieEncryption,
  enableNodeOptionsEnvironmentVariable: FuseV1Options.EnableNodeOptionsEnvironmentVariable,
  enableNodeCliInspectArguments: FuseV1Options.EnableNodeCliInspectArguments,
  enableEmbeddedAsarIntegrityValidation: FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
  onlyLoadAppFromAsar: FuseV1Options.OnlyLoadAppFromAsar,
  loadBrowserProcessSpecificV8Snapshot: FuseV1Options.LoadBrowserProcessSpecificV8Snapshot,
  grantFileProtocolExtraPrivileges: FuseV1Options.GrantFileProtocolExtraPrivileges,
};

/**
 * @param {string} executable
 * @param {Readonly<Record<string, boolean>>} wanted by electron-builder's names
 * @returns {Promise<readonly string[]>} one line for each fuse that is not as wanted
 */
export async function fuseDifferences(executable, wanted) {
  const wire = await getCurrentFuseWire(executable);
  return Object.entries(wanted).flatMap(([name, on]) => {
    const place = places[name];
    if (place === undefined) return [`${name}: no such fuse is known`];
    const state = wire[place];
    const expected = on ? FuseState.ENABLE : FuseState.DISABLE;
    return state === expected ? [] : [`${name}: should be ${on ? 'on' : 'off'}, and the binary says ${describe(state)}`];
  });
}

/** @param {FuseState | undefined} state */
function describe(state) {
  if (state === FuseState.ENABLE) return 'on';
  return state === FuseState.DISABLE ? 'off' : 'nothing';
}
