import { describe, expect, it } from 'vitest';
import { parseExternalLink } from './external-links';

describe('links that may leave the application', () => {
  it.each([
    ['https://kubernetes.io/docs/concepts/security/', 'https://kubernetes.io/docs/concepts/security/'],
    ['HTTPS://Example.COM/a?b=c#d', 'https://example.com/a?b=c#d'],
    ['https://example.com:8443/x', 'https://example.com:8443/x'],
    ['mailto:platform@example.com', 'mailto:platform@example.com'],
    ['mailto:a@example.com?subject=Threat%20model&cc=b@example.com', 'mailto:a@example.com?subject=Threat%20model&cc=b@example.com'],
  ])('OS-12 are %s', (text, address) => expect(parseExternalLink(text)).toEqual({ kind: 'link', address }));

  it('OS-12 are shown in ASCII, so that a look-alike is seen', () => {
    expect(parseExternalLink('https://gіthub.com/login')).toEqual({ kind: 'link', address: 'https://xn--gthub-n2e.com/login' });
    expect(parseExternalLink('https://münchen.example/')).toEqual({ kind: 'link', address: 'https://xn--mnchen-3ya.example/' });
  });

  it.each([
    'http://example.com/',
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    '\u0001javascript:alert(1)',
    'java\nscript:alert(1)',
    'java\tscript:alert(1)',
    ' https://example.com/',
    'https://example.com/ ',
    'https://exam\nple.com/',
    'https://exa\u200bmple.com/',
    'https://example.com/\u202egpj.exe',
    'javascript&colon;alert(1)',
    '&#106;avascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:msgbox(1)',
    'file:///etc/passwd',
    'file://server/share/x.exe',
    'smb://server/share',
    '\\\\server\\share',
    'https:\\\\example.com',
    'https:example.com',
    'https:/example.com',
    'https:///example.com',
    '//example.com/x',
    '/etc/passwd',
    'example.com',
    'ms-msdt:/id PCWDiagnostic',
    'search-ms:query=x',
    'x-apple.systempreferences:',
    'vscode://file/etc/passwd',
    'app://bundle/index.html',
    'blob:https://example.com/1',
    'view-source:https://example.com',
    'ftp://example.com/',
    'tel:123',
    'https://github.com@evil.example/',
    'https://user:pw@example.com/',
    'https://',
    'https://[::1',
    'https://exa mple.com/',
    'https://example.com/<script>',
    'https://example.com/"onclick=',
    'https://example.com/`id`',
    'mailto:',
    'mailto:nobody',
    'mailto:a@b.example?attach=/etc/passwd',
    'mailto:a@b.example?subject=x&ATTACHMENT=/etc/passwd',
    'mailto:a@b.example?bcc=spy@evil.example',
    'mailto:a@b.example\r\nBcc:x',
    `https://example.com/${'a'.repeat(3_000)}`,
    '',
  ])('OS-12 are not %j', (text) => expect(parseExternalLink(text)).toEqual({ kind: 'refused' }));
});
