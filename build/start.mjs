// npm start [-- FILE …]: sets up whatever is missing, then opens Gabion's window. The second time it only opens it.
import { ensureBuilt } from './build.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { describeRuntime, electronRuntime, runtimeEnvironment } from './electron-runtime.mjs';
import { isRoot, root, run, runMain, say } from './project.mjs';
import { ensureSystemPackages } from './system-packages.mjs';

const hasDisplay = process.platform !== 'linux' || Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY);

await runMain(async () => {
  if (!hasDisplay) {
    await ensureSystemPackages('virtualDisplay');
    say(
      'There is no display here to open a window on. Two ways out:\n\n  xvfb-run -a npm start    runs it on a display in memory\n  npm run web              serves it to a browser\n',
    );
    return 1;
  }
  await ensureSystemPackages('window');
  await ensureDependencies();
  const runtime = electronRuntime();
  await ensureBuilt('catalog', 'renderer', 'electron');
  say(describeRuntime(runtime));
  const asRoot = isRoot && process.platform === 'linux';
  if (asRoot) say('Started as root, so Chromium runs without its sandbox. For real work start Gabion as an ordinary user.');
  const args = [...(asRoot ? ['--no-sandbox'] : []), root, ...process.argv.slice(2)];
  return run(runtime.executable, args, { env: { ...process.env, ...runtimeEnvironment(runtime) } });
});
