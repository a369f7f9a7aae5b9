import { describe, expect, it } from 'vitest';
import { fileOf, fixture, fixtureNames } from '../../test/fixtures/kubernetes/reading';
import { recogniseFile } from './foreign-files';

const bytes = (name: string, ...values: readonly number[]) => ({ name, bytes: Uint8Array.from(values) });

describe('What a file is', () => {
  it.each([
    ['apiVersion: v1\nkind: Service\n', 'a.yaml', 'kubernetes'],
    ['# comment\n---\napiVersion: v1\n', 'a.txt', 'kubernetes'],
    ['{ "kind": "List", "apiVersion": "v1" }', 'a.json', 'kubernetes'],
    ['gabion: 1\nelements: {}\n', 'a.yaml', 'gabion'],
    ['anything', 'shop.gabion.yaml', 'gabion'],
    ['resources: [a.yaml]', 'base/kustomization.yaml', 'kustomization'],
    ['apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n', 'k.yaml', 'kustomization'],
    ['apiVersion: v2\nname: shop\n', 'Chart.yaml', 'helm-chart'],
    ['services:\n  web:\n    image: nginx\n', 'stack.yml', 'compose'],
    ['services: {}', 'docker-compose.yml', 'compose'],
    ['threagile_version: 1.0.0\n', 'a.yaml', 'threagile'],
    ['otmVersion: 0.2.0\n', 'a.otm', 'open-threat-model'],
    ['{"format_version":"1.2","terraform_version":"1.5"}', 'plan.json', 'terraform'],
    ['{"type": "bundle", "objects": []}', 'a.json', 'stix'],
    ['{"summary":{},"detail":{}}', 'a.json', 'threat-dragon'],
    ['<mxfile></mxfile>', 'a.drawio', 'drawio'],
    ['<ThreatModel xmlns="x"/>', 'a.xml', 'threat-modeling-tool'],
    ['{"a": 1}', 'a', 'json'],
    ['a: 1', 'values.yaml', 'yaml'],
    ['# Readme', 'README.md', 'text'],
    [' \n\t\n', 'a.yaml', 'empty'],
    ['', 'a.yaml', 'empty'],
  ] as const)('EXC-1 %j as %s: %s', (text, name, format) => {
    expect(recogniseFile(fileOf(text, name))).toBe(format);
  });

  it.each([
    [bytes('a.yaml', 0x89, 0x50, 0x4e, 0x47, 0x0d), 'picture'],
    [bytes('a.zip', 0x50, 0x4b, 3, 4), 'binary'],
    [bytes('a.yaml', 0xff, 0xfe, 0x61, 0), 'utf-16'],
    [bytes('a.yaml', 0x61, 0, 0x62), 'binary'],
    [bytes('a.yaml', 0xef, 0xbb, 0xbf), 'empty'],
  ] as const)('EXC-1 by its first bytes: %o', (file, format) => {
    expect(recogniseFile(file)).toBe(format);
  });

  it('EXC-1 without parsing it: what is broken is recognised, too', () => {
    expect(fixtureNames('broken').map((name) => [name.slice(7), recogniseFile(fixture(name))])).toContainEqual([
      'tab-instead-of-spaces.yaml',
      'kubernetes',
    ]);
  });
});
