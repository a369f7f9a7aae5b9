import { describe, expect, it } from 'vitest';
import { nonceSlot, securityHeaders, withNonce, workerPolicyName } from './security-headers.mjs';

function directives(headers: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  const parts = (headers['content-security-policy'] ?? '').split('; ').map((part) => part.split(' '));
  return new Map(parts.map(([name = '', ...sources]) => [name, sources.join(' ')]));
}

describe('the security headers of our own pages', () => {
  it('allow the page its own files and nothing else', () => {
    expect([...directives(securityHeaders({ kind: 'page', nonce: 'abc' }))]).toEqual([
      ['default-src', "'none'"],
      ['script-src', "'self'"],
      ['style-src', "'self' 'nonce-abc'"],
      ['img-src', "'self' data: blob:"],
      ['font-src', "'self'"],
      ['worker-src', "'self'"],
      ['connect-src', "'self'"],
      ['base-uri', "'none'"],
      ['form-action', "'none'"],
      ['frame-src', "'none'"],
      ['frame-ancestors', "'none'"],
      ['object-src', "'none'"],
      ['require-trusted-types-for', "'script'"],
      ['trusted-types', workerPolicyName],
    ]);
  });

  it('let WebAssembly compile in the solver worker only', () => {
    expect(directives(securityHeaders({ kind: 'wasm-worker' })).get('script-src')).toBe("'self' 'wasm-unsafe-eval'");
    expect(directives(securityHeaders({ kind: 'asset' })).get('script-src')).toBe("'self'");
  });

  it('never allow what is written inside the page', () => {
    for (const response of [{ kind: 'page', nonce: 'abc' }, { kind: 'asset' }, { kind: 'wasm-worker' }] as const) {
      expect(securityHeaders(response)['content-security-policy']).not.toContain('unsafe-inline');
      expect(securityHeaders(response)['x-content-type-options']).toBe('nosniff');
    }
  });

  it('put the nonce into every slot of the page', () => {
    expect(withNonce(`<style nonce="${nonceSlot}"></style><meta nonce="${nonceSlot}">`, 'abc')).toBe(
      '<style nonce="abc"></style><meta nonce="abc">',
    );
  });
});
