import { analysis } from './en/analysis';
import { attackTree } from './en/attack-tree';
import { catalog } from './en/catalog';
import { cli } from './en/cli';
import { desktop } from './en/desktop';
import { exchange } from './en/exchange';
import { format } from './en/format';
import { layout } from './en/layout';
import { mitigation } from './en/mitigation';
import { model } from './en/model';
import { policy } from './en/policy';
import { reason } from './en/reason';
import { report } from './en/report';
import { ui } from './en/ui';
import { views } from './en/views';

/** Every sentence of Gabion in English, gathered from one file for each area. */
export const en = {
  ...model,
  ...format,
  ...catalog,
  ...analysis,
  ...attackTree,
  ...mitigation,
  ...policy,
  ...reason,
  ...report,
  ...exchange,
  ...layout,
  ...desktop,
  ...cli,
  ...ui,
  ...views,
} as const;
