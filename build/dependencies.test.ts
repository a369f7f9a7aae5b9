import { describe, expect, it } from 'vitest';
import { isInstalled } from './dependencies.mjs';

const locked = (version: string, more: object = {}) => ({ version, integrity: `sha512-${version}`, ...more });

describe('whether node_modules is what the lockfile asks for', () => {
  const wanted = { packages: { '': {}, 'node_modules/a': locked('1.0.0'), 'node_modules/b': locked('2.0.0', { optional: true }) } };

  it('no, where nothing was installed', () => {
    expect(isInstalled(wanted, undefined)).toBe(false);
  });

  it('yes, where all is there', () => {
    expect(isInstalled(wanted, { packages: { 'node_modules/a': locked('1.0.0'), 'node_modules/b': locked('2.0.0') } })).toBe(true);
  });

  it('yes, where only a package for another system is missing', () => {
    expect(isInstalled(wanted, { packages: { 'node_modules/a': locked('1.0.0') } })).toBe(true);
  });

  it('no, where a package is missing', () => {
    expect(isInstalled(wanted, { packages: { 'node_modules/b': locked('2.0.0') } })).toBe(false);
  });

  it('no, where a package has another version or other content', () => {
    expect(isInstalled(wanted, { packages: { 'node_modules/a': locked('1.0.1') } })).toBe(false);
    expect(isInstalled(wanted, { packages: { 'node_modules/a': { version: '1.0.0', integrity: 'sha512-else' } } })).toBe(false);
  });
});
