import type { DeclaredCalls } from './calls';
import type { Via } from './mentions';
import type { ContainerInput } from '../pods/secrets';
import { wordsOf } from '../pods/words';

/** A call that is declared at one place and seems to be switched off at another. */
export interface SwitchedOff {
  readonly host: string;
  /** The name of the setting, without its value. */
  readonly setting: string;
}

const OFF = /^(?:false|no|off|0)$/i;
const ON = /^(?:true|yes|on|1)$/i;
/** Words of a setting's name that say nothing about what is switched. */
const EMPTY_WORDS = new Set([
  'enable',
  'enabled',
  'disable',
  'disabled',
  'spring',
  'management',
  'app',
  'application',
  'config',
  'feature',
  'use',
  'is',
  'd',
  'service',
  'server',
]);

interface Setting {
  readonly name: string;
  readonly value: string;
}

/** `-Dname=value` and `--name=value` in arguments and in variables such as `JAVA_OPTS`. */
const FLAG = /(?:^|\s)(?:-D|--)([A-Za-z][\w.-]{0,200})=(\S{1,20})/g;

function settingsOf({ variables, texts }: ContainerInput): readonly Setting[] {
  const named = [...variables.values()].flatMap(({ name, value }): readonly Setting[] => (value === undefined ? [] : [{ name, value }]));
  const flags = [...named.map(({ value }) => value), ...texts].flatMap((text) =>
    [...text.slice(0, 20_000).matchAll(FLAG)].map(([, name = '', value = '']): Setting => ({ name, value })),
  );
  return [...named, ...flags];
}

/** The words of what a setting switches off: `zipkin` of `-Dspring.zipkin.enabled=false` and of `DISABLE_ZIPKIN=1`. */
function switchedOff({ name, value }: Setting): readonly string[] {
  const words = wordsOf(name);
  const enables = words.includes('enabled') || words.includes('enable');
  const disables = words.includes('disabled') || words.includes('disable');
  const off = (enables && OFF.test(value.trim())) || (disables && ON.test(value.trim()));
  return off ? words.filter((word) => word.length > 2 && !EMPTY_WORDS.has(word)) : [];
}

const nameOfVia = (via: Via): string => (via.kind === 'env' ? via.name : '');

/** The declared calls, resolved or not, of which another setting of the same workload says that they are off. */
export function callsSwitchedOff(inputs: readonly ContainerInput[], { calls, unresolved }: DeclaredCalls): readonly SwitchedOff[] {
  const off = inputs.flatMap(settingsOf).flatMap((setting) => switchedOff(setting).map((word) => ({ word, setting: setting.name })));
  if (off.length === 0) return [];
  const found = new Map<string, SwitchedOff>();
  for (const { host, via } of [...calls, ...unresolved]) {
    const words = new Set([...wordsOf(host.split('.', 1)[0] ?? ''), ...wordsOf(nameOfVia(via))]);
    const sign = off.find(({ word }) => words.has(word));
    if (sign && !found.has(host)) found.set(host, { host, setting: sign.setting });
  }
  return [...found.values()];
}
