import type { Application } from './application';
import type { ThemeChoice } from './shell-store';

const dark = '(prefers-color-scheme: dark)';
const contrast = '(prefers-contrast: more)';

/** The theme that a choice means at this moment. */
export function themeOf(choice: ThemeChoice, prefers: (query: string) => boolean): 'light' | 'dark' | 'contrast' {
  if (choice !== 'system') return choice;
  if (prefers(contrast)) return 'contrast';
  return prefers(dark) ? 'dark' : 'light';
}

/** Keeps the page in the chosen theme, and in the system's where that is the choice. */
export function followTheme(app: Application): () => void {
  const queries = [window.matchMedia(dark), window.matchMedia(contrast)];
  const apply = (): void => {
    const { theme } = app.shell.getState().settings;
    document.documentElement.dataset.theme = themeOf(theme, (query) => window.matchMedia(query).matches);
    void app.desktop.setTheme(theme === 'contrast' ? 'light' : theme);
  };
  apply();
  for (const query of queries) query.addEventListener('change', apply);
  const stop = app.shell.subscribe((state, before) => {
    if (state.settings.theme !== before.settings.theme) apply();
  });
  return () => {
    stop();
    for (const query of queries) query.removeEventListener('change', apply);
  };
}
