import { z } from 'zod';
import { DEFAULT_SETTINGS, type Settings } from '../app/shell-store';
import type { GabionDatabase } from './database';

const settingsSchema = z
  .object({
    theme: z.enum(['system', 'light', 'dark', 'contrast']),
    singleKeys: z.boolean(),
    author: z.string().max(200),
  })
  .partial();

/** The settings of this machine; what is missing or unreadable is as it comes out of the box. */
export async function readSettings(db: GabionDatabase): Promise<Settings> {
  const record = await db.settings.get('settings');
  const parsed = settingsSchema.safeParse(record?.value);
  if (!parsed.success) return DEFAULT_SETTINGS;
  const { theme, singleKeys, author } = parsed.data;
  return {
    theme: theme ?? DEFAULT_SETTINGS.theme,
    singleKeys: singleKeys ?? DEFAULT_SETTINGS.singleKeys,
    author: author ?? DEFAULT_SETTINGS.author,
  };
}

/** Keeps the settings. */
export async function writeSettings(db: GabionDatabase, settings: Settings): Promise<void> {
  await db.settings.put({ key: 'settings', value: settings });
}
