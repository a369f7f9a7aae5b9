import { describe, expect, it } from 'vitest';
import type { WriteFailure } from '../../shared/desktop-api';
import { calls } from '../../shared/desktop-channels';
import { printProblem } from '../../shared/messages/print';
import { failureOf } from './write-failure';
import { earlierNotKept, notDurable, readProblem, writeProblem } from './file-problems';

const coded = (code: string) => Object.defineProperty(new Error(code), 'code', { value: code });
const reasons = calls['document:save'].response.options.flatMap((option) => ('reason' in option.shape ? option.shape.reason.options : []));

describe('what is said when a file cannot be written', () => {
  it('knows every reason', () => expect(reasons.length).toBeGreaterThan(10));

  it.each(reasons)('OS-2 (P6) names the file, the place and the mend: %s', (reason: WriteFailure) => {
    const said = printProblem(writeProblem(reason, '/srv/models/shop.gabion.yaml'));
    expect(said).toMatch(/“shop\.gabion\.yaml”/);
    expect(said).toMatch(/“\/srv\/models”/);
    expect(said).toMatch(/[.!?] [A-Z].*\.$/);
  });

  it.each<[string, WriteFailure]>([
    ['ENOSPC', 'disk-full'],
    ['EDQUOT', 'disk-full'],
    ['EROFS', 'read-only'],
    ['EACCES', 'no-permission'],
    ['EPERM', 'no-permission'],
    ['ENAMETOOLONG', 'name-too-long'],
    ['ENOENT', 'folder-gone'],
    ['EISDIR', 'is-a-directory'],
    ['EIO', 'device-error'],
    ['EBUSY', 'busy'],
    ['ESOMETHING', 'unknown'],
  ])('takes %s for %s', (code, reason) => expect(failureOf(coded(code))).toBe(reason));

  it('takes anything else for unknown', () => {
    expect(failureOf(new Error('no code'))).toBe('unknown');
    expect(failureOf('a string')).toBe('unknown');
  });

  it('warns where a save succeeded less than well', () => {
    expect(printProblem(earlierNotKept('/srv/shop.yaml'))).toContain('is saved');
    expect(printProblem(notDurable('/srv/shop.yaml'))).toContain('is saved');
    expect(earlierNotKept('/srv/shop.yaml').severity).toBe('warning');
  });
});

describe('what is said when a file cannot be read', () => {
  it.each(['ENOENT', 'ENOTDIR', 'EISDIR', 'ENOTFILE', 'EFBIG', 'EACCES', 'EPERM', 'ELOOP', 'ENAMETOOLONG', 'EIO', 'ESOMETHING'])(
    'names the file, the place and the mend: %s',
    (code) => {
      const said = printProblem(readProblem(coded(code), '/srv/models/shop.gabion.yaml', 64 * 1024 * 1024));
      expect(said).toMatch(/“shop\.gabion\.yaml”/);
      expect(said).toMatch(/“\/srv\/models”/);
      expect(said).toMatch(/[.!?] [A-Z].*\.$/);
    },
  );
  it('says how long a file may be', () => {
    expect(printProblem(readProblem(coded('EFBIG'), '/srv/x.yaml', 64 * 1024 * 1024))).toContain('64 MB');
  });
  it('shows no character that turns text around', () => {
    expect(printProblem(readProblem(coded('ENOENT'), '/srv/a\u202eb.yaml', 1))).not.toContain('\u202e');
  });
});
