import { readFileSync } from 'node:fs';
import { it } from 'vitest';
import { readCatalog } from '../catalog/catalog';
import { largeModel } from '../../test/generators/large-model';
import { analyse } from './analyse';
import { AnalysisSession } from './session';
import { message } from '../messages/message';
import { apply, type Edit } from '../model/edit';
import { answer } from '../model/edits/properties';
it('large', () => {
  const read = readCatalog(JSON.parse(readFileSync('dist/catalog.json', 'utf8'))); if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const catalog = read.value;
  const model = largeModel({ elements: 1000, flows: 2000, namespaces: 20 });
  const times: number[] = [];
  let a; for (let i = 0; i < 15; i++) { const t = performance.now(); a = analyse(model, catalog, { outlook: 'as-is', today: '2026-11-20' }); times.push(performance.now() - t); }
  console.log('full', times.map((t) => t.toFixed(0)).join(' '), 'threats', a!.threats.length, 'rows', a!.rows.length, 'q', a!.questions.length, 'hyg', a!.hygiene.length, JSON.stringify(a!.counts));
  console.log(a!.rows.map((r) => `${r.score} ${r.rule} ${r.threats.length}`).join('\n'));
  const session = new AnalysisSession(catalog, model, 0, { outlook: 'as-is', today: '2026-11-20' });
  const finish = () => { const run = session.run(); for (;;) { const s = run.next(); if (s.done) return s.value; } };
  finish();
  const label = message('edit.arrange');
  const m = () => session.model;
  const kinds: Record<string, (i: number) => Edit> = {
    'answer encrypted on ns': (i) => answer(m(), 'encrypted' as never, [`ns-${String(i % 20).padStart(4, '0')}` as never], i % 2 === 0),
    'element property': (i) => answer(m(), 'runsAsRoot' as never, [`svc-${String(i * 7 % 900).padStart(4, '0')}` as never], i % 2 === 0),
    'cluster property': (i) => answer(m(), 'seccompConfined' as never, ['cluster' as never], i % 2 === 0),
    'move element': (i) => { const id = `svc-${String(i * 11 % 900).padStart(4, '0')}` as never; const e = m().elements.get(id)!; return { label, changes: [{ section: 'elements', id, to: { ...e, in: `ns-${String(i % 20).padStart(4, '0')}` as never } }] }; },
    'move namespace': (i) => { const id = 'ns-0003' as never; const e = m().boundaries.get(id)!; const { in: _in, ...rest } = e; return { label, changes: [{ section: 'boundaries', id, to: i % 2 ? { ...rest, in: 'cluster' as never } : { ...rest, in: 'internet' as never } }] }; },
    'flow from internet': (i) => ({ label, changes: [{ section: 'flows', id: `new-${i}` as never, to: { from: 'customer-0001' as never, to: `svc-${String(i * 13 % 900).padStart(4, '0')}` as never } }] }),
    'remove flow': (i) => ({ label, changes: [{ section: 'flows', id: `flow-${String(100 + i).padStart(4, '0')}` as never }] }),
    'adopt mtls cluster': (i) => ({ label, changes: [{ section: 'mitigations', id: 'mutual-tls@cluster' as never, to: { status: i % 2 ? 'in-place' : 'planned' } }] }),
    'adopt mtls ns': (i) => ({ label, changes: [{ section: 'mitigations', id: `mutual-tls@ns-${String(i % 20).padStart(4, '0')}` as never, to: { status: i % 2 ? 'in-place' : 'planned' } }] }),
    'rename element': (i) => { const id = `svc-${String(i * 11 % 900).padStart(4, '0')}` as never; const e = m().elements.get(id)!; return { label, changes: [{ section: 'elements', id, to: { ...e, name: `N${i}` } }] }; },
    'layout': (i) => ({ label, changes: [{ section: 'layout', diagram: 'main' as never, id: 'svc-0001', to: { at: [i, i] } }] }),
    'decision': (i) => ({ label, changes: [{ section: 'decisions', id: `image-by-tag@svc-${String(i).padStart(4, '0')}` as never, to: { status: 'accepted' } }] }),
  };
  for (const [name, make] of Object.entries(kinds)) {
    const ts: number[] = []; let size = 0;
    for (let i = 0; i < 25; i++) { const e = make(i); const t = performance.now(); session.edit(e, i); const d = finish(); ts.push(performance.now() - t); size = d.threats.put.length; }
    ts.sort((x, y) => x - y); console.log(name, 'median', ts[12]!.toFixed(1), 'p95', ts[23]!.toFixed(1), 'put', size);
  }
}, 600000);
