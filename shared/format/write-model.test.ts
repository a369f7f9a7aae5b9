import { describe, expect, it } from 'vitest';
import { modelOf } from '../../test/generators/model';
import { modelFixture, opened, rewritten } from '../../test/generators/opened';
import { print, printProblem } from '../messages/print';
import { apply, type Edit } from '../model/edit';
import { addAsset, addElement, addFlow } from '../model/edits/add';
import { changeElement, renameThing } from '../model/edits/change';
import { adoptControl } from '../model/edits/decide';
import { placeThings } from '../model/edits/place';
import { answer } from '../model/edits/properties';
import { removeThings } from '../model/edits/remove';
import { renameId } from '../model/edits/rename-id';
import { beginHistory, perform, undo } from '../model/history';
import type { AssetId, BoundaryId, ElementId, FlowId, PropertyName, TypeId } from '../model/ids';
import type { Tree } from '../model/schema';
import { MAIN_DIAGRAM, type ThreatModel } from '../model/threat-model';
import type { OpenedText } from './read-model';
import { writeModel } from './write-model';

const element = (id: string) => id as ElementId;

/** What changes in a file when its model changes: removed and added lines, as in a pull request. */
function change(base: OpenedText | string, edit: (model: ThreatModel) => Edit): string {
  const file = typeof base === 'string' ? opened(base) : base;
  const text = rewritten(file, apply(file.model, edit(file.model)).model);
  return difference(file.text.split('\n'), text.split('\n'));
}

/** The lines that a longest common order leaves over: `-` for those that went, then `+` for those that came. */
function difference(before: readonly string[], after: readonly string[]): string {
  const longest = Array.from({ length: before.length + 1 }, () => new Array<number>(after.length + 1).fill(0));
  const at = (i: number, j: number) => longest[i]?.[j] ?? 0;
  for (let i = before.length - 1; i >= 0; i -= 1) {
    const row = longest[i] ?? [];
    for (let j = after.length - 1; j >= 0; j -= 1)
      row[j] = before[i] === after[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  }
  let shown = '';
  for (let i = 0, j = 0; i < before.length || j < after.length;) {
    if (i < before.length && j < after.length && before[i] === after[j]) [i, j] = [i + 1, j + 1];
    else if (j >= after.length || (i < before.length && at(i + 1, j) >= at(i, j + 1))) shown += `-${before[i++] ?? ''}\n`;
    else shown += `+${after[j++] ?? ''}\n`;
  }
  return shown;
}

const shop = () => opened(modelFixture('good/small-shop'));
const handWritten = () => opened(modelFixture('good/hand-written'));
const say = (id: string, value: boolean) => (model: ThreatModel) => answer(model, 'encrypted' as PropertyName, [element(id)], value);

describe('saving an edit', () => {
  it('FMT-2 changes one value in its place, whatever stands around it', () => {
    expect(
      change(handWritten(), (model) => changeElement(model, element('frontend'), { runsAs: 'kubernetes/stateful-set' as TypeId })),
    ).toBe('-        runsAs:      kubernetes/deployment\n+        runsAs:      kubernetes/stateful-set\n');
    expect(
      change(handWritten(), (model) => ({
        label: { id: 'edit.title' },
        changes: [{ section: 'header', to: { ...model.header, title: 'Bigger shop' } }],
      })),
    ).toBe("-title:       'Small shop'   # the name on the door\n+title:       Bigger shop   # the name on the door\n");
    expect(
      change(shop(), (model) =>
        placeThings(MAIN_DIAGRAM, new Map([['frontend', { ...model.layout.get(MAIN_DIAGRAM)?.get('frontend'), at: [430, 160] as const }]])),
      ),
    ).toBe('-    frontend: { at: [420, 160], size: [160, 64] }\n+    frontend: { at: [430, 160], size: [160, 64] }\n');
  });

  it('FMT-2 changes a text of several lines, and turns one line into several', () => {
    expect(
      change(handWritten(), (model) =>
        changeElement(model, element('frontend'), { description: 'What customers see.\n\nWritten in Rust.\n' }),
      ),
    ).toBe('-            Written in Go.\n+            Written in Rust.\n');
    expect(change(handWritten(), (model) => changeElement(model, element('frontend'), { description: 'Short.' }))).toBe(
      '-        description: |\n-            What customers see.\n-\n-            Written in Go.\n+        description: Short.\n',
    );
    expect(
      change('gabion: 1\ntitle: Shop # ours\n', (model) => ({
        label: { id: 'edit.title' },
        changes: [{ section: 'header', to: { ...model.header, title: 'One\ntwo' } }],
      })),
    ).toBe('-title: Shop # ours\n+title: |- # ours\n+  One\n+  two\n');
  });

  it('FMT-2 takes an entry out with the comments that are its own, and leaves the others', () => {
    expect(change(handWritten(), (model) => removeThings(model, ['redis-cart']))).toBe(
      [
        '-    redis-cart: {',
        '-        type: data/redis,          # alpine',
        '-        in: shop,',
        '-        # kept for a day',
        '-        tags: [ cache, "temporary" ],',
        '-    }',
        '-',
        '-  "frontend_to_redis-cart": { from: frontend, to: redis-cart, carries: [ carts ] }',
        '',
      ].join('\n'),
    );
    expect(change(handWritten(), (model) => removeThings(model, ['cluster']))).toBe(
      [
        '-    # Ours.',
        '-    cluster:',
        '-        type:  kubernetes/cluster',
        '-        name:  "GKE cluster"       # Frankfurt',
        '-        x-cost-centre: 4711',
        '-    shop: {type: kubernetes/namespace, in: cluster}',
        '+    shop: {type: kubernetes/namespace}',
        '',
      ].join('\n'),
    );
  });

  it('FMT-2 puts and takes members in braces over several lines, commas and comments right', () => {
    const redis = element('redis-cart');
    expect(change(handWritten(), (model) => changeElement(model, redis, { tags: undefined }))).toBe(
      '-        # kept for a day\n-        tags: [ cache, "temporary" ],\n',
    );
    expect(
      change(handWritten(), (model) => changeElement(model, redis, { runsAs: 'kubernetes/deployment' as TypeId, name: 'Carts' })),
    ).toBe('+        runsAs: kubernetes/deployment,\n+        name: Carts,\n');
    expect(change(handWritten(), (model) => changeElement(model, element('customer'), { in: undefined, name: 'A, B' }))).toBe(
      '-                in: internet }\n+                name: "A, B" }\n',
    );
  });

  it('FMT-2 puts and takes items of a list with dashes', () => {
    const flow = 'customer_to_frontend' as FlowId;
    const carrying =
      (carries: readonly AssetId[]) =>
      (model: ThreatModel): Edit => {
        const entry = model.flows.get(flow);
        return { label: { id: 'edit.title' }, changes: entry ? [{ section: 'flows', id: flow, to: { ...entry, carries } }] : [] };
      };
    expect(change(handWritten(), carrying(['carts', 'mail'] as AssetId[]))).toBe('+    - mail\n');
    expect(change(handWritten(), carrying(['mail'] as AssetId[]))).toBe(
      '-    - carts       # as a cookie\n+    - mail       # as a cookie\n',
    );
    expect(change(handWritten(), carrying([]))).toBe('-    carries:\n-    - carts       # as a cookie\n+    carries: []\n');
  });

  it('FMT-3 undone to the start gives the starting bytes, saves in between or not', () => {
    const base = handWritten();
    let history = beginHistory(base.model);
    for (const edit of [removeThings(base.model, ['frontend', 'cluster']), addAsset(base.model, {}, 'Mail').edit]) {
      history = perform(history, edit).history;
      expect(rewritten(base, history.model)).not.toBe(base.text);
    }
    for (let move = undo(history); move; move = undo(history)) history = move.history;
    const written = writeModel(base, history.model);
    expect(written.ok && written.value.bytes).toBe(base.bytes);
  });
});

describe('odd places', () => {
  it('FMT-2 are patched too: keys with question marks, values on lines of their own, blocks behind them', () => {
    const text =
      'gabion: 1\ntrees:\n  ? carts\n  : goal: read:carts\n    extra:\n      - a: 1\n        b: 2\n  mail:\n    goal:\n      read:mail # ours\n';
    const set = (id: string, to: Tree) => (): Edit => ({ label: { id: 'edit.title' }, changes: [{ section: 'trees', id, to }] });
    expect(change(text, set('carts', { goal: 'write:carts', extra: [{ a: 1, b: 2 }] }))).toBe(
      '-  : goal: read:carts\n-    extra:\n-      - a: 1\n-        b: 2\n+  : { goal: write:carts, extra: [{ a: 1, b: 2 }] }\n',
    );
    expect(change(text, set('mail', { goal: 'write:mail' }))).toBe('-      read:mail # ours\n+      write:mail # ours\n');
    expect(change(text, set('mail', { goal: 'read:mail', name: 'Mail' }))).toBe('+    name: Mail\n');
  });

  it('FMT-2 of blank lines leave no two of them behind', () => {
    const text = 'gabion: 1\nelements:\n  a: { type: x }\n\n  b: { type: x }\n\n  c: { type: x }\n';
    expect(change(text, (model) => removeThings(model, ['a']))).toBe('-  a: { type: x }\n-\n');
    expect(change(text, (model) => removeThings(model, ['b']))).toBe('-  b: { type: x }\n-\n');
  });
});

describe('new entries', () => {
  it('FMT-15 stand at their alphabetical place, indented and quoted as the file does it', () => {
    expect(
      change(shop(), (model) => addElement(model, { type: 'data/postgres' as TypeId, in: 'shop' as BoundaryId }, 'Orders, old').edit),
    ).toBe('+  orders-old: { type: data/postgres, in: shop, name: "Orders, old" }\n');
    expect(
      change(
        handWritten(),
        (model) => addElement(model, { type: 'data/postgres' as TypeId, in: 'shop' as BoundaryId }, 'Orders, old').edit,
      ),
    ).toBe('+    orders-old: { type: data/postgres, in: shop, name: "Orders, old" }\n+\n');
    expect(change("gabion: 1\ntitle: 'a, b'\nassets: {}\n", (model) => addAsset(model, {}, "Cook's list, 'new'").edit)).toBe(
      "-assets: {}\n+assets:\n+  cook-s-list-new: { name: 'Cook''s list, ''new''' }\n",
    );
  });

  it('FMT-15 stand where the model has them, if the section is not sorted', () => {
    const text = 'gabion: 1\nelements:\n  web: { type: x }\n  mail: { type: x }\n  cart: { type: x }\n';
    expect(
      change(text, () => ({
        label: { id: 'edit.title' },
        changes: [{ section: 'elements', id: element('bus'), to: { type: 'x' as TypeId }, before: element('cart') }],
      })),
    ).toBe('+  bus: { type: x }\n');
    expect(
      rewritten(opened(text), apply(opened(text).model, addElement(opened(text).model, { type: 'x' as TypeId }, 'bus').edit).model),
    ).toBe(`${text}  bus: { type: x }\n`);
  });

  it('FMT-15 are blocks where all their siblings are', () => {
    const text = 'gabion: 1\nelements:\n    cart:\n        type: x\n\n    web:\n        type: x\n';
    expect(change(text, (model) => addElement(model, { type: 'x' as TypeId }, 'mail').edit)).toBe('+    mail:\n+        type: x\n+\n');
  });

  it('FMT-15 line their values up with the others', () => {
    const text = 'gabion: 1\nelements:\n  web:\n    type:    x\n    runsAs:  y\n';
    expect(change(text, (model) => changeElement(model, element('web'), { name: 'Web', description: 'x' }))).toBe(
      '+    name:    Web\n+    description: x\n',
    );
  });

  it('FMT-15 follow line ends, and leave a last line without one', () => {
    const windows = opened(modelFixture('good/windows'));
    const text = rewritten(windows, apply(windows.model, say('customer', true)(windows.model)).model);
    expect(text).toContain('  customer:\r\n    type: actor/person\r\n    properties:\r\n      encrypted: true\r\n  frontend:\r\n');
    expect(text.replaceAll('\r\n', '')).not.toContain('\n');
    expect(change('gabion: 1\nelements:\n  web: { type: x }', (model) => addElement(model, { type: 'x' as TypeId }, 'zoo').edit)).toBe(
      '+  zoo: { type: x }\n',
    );
    expect(change('gabion: 1\nelements:\n  cart: { type: x }\n  web: { type: x }', (model) => removeThings(model, ['web']))).toBe(
      '-  web: { type: x }\n',
    );
  });

  it('FMT-15 quote what YAML 1.1 reads otherwise', () => {
    const texts = ['on', '1_000', '2026-11-20', '12:30', '0o7', '~', 'null', 'y', '.5', '=', 'plain words', 'k8s:shop/Deployment/a'];
    const base = opened('gabion: 1\nelements:\n  web:\n    type: x\n');
    const text = rewritten(base, apply(base.model, changeElement(base.model, element('web'), { tags: texts })).model);
    expect(text).toContain(
      'tags: ["on", "1_000", "2026-11-20", "12:30", "0o7", "~", "null", "y", ".5", "=", plain words, k8s:shop/Deployment/a]',
    );
  });
});

describe('an entry on one line', () => {
  it('FMT-16 stays on it when a short member comes or goes', () => {
    expect(change(shop(), (model) => renameThing(model, 'customer', 'Buyer'))).toBe(
      '-  customer: { type: actor/person, in: internet }\n+  customer: { type: actor/person, in: internet, name: Buyer }\n',
    );
    expect(change(shop(), (model) => changeElement(model, element('redis-cart'), { runsAs: undefined }))).toContain(
      '+  redis-cart: { type: data/redis, in: shop, origin:',
    );
  });

  it('FMT-16 becomes a block when it gets its first properties', () => {
    expect(change(shop(), say('customer', true))).toBe(
      '-  customer: { type: actor/person, in: internet }\n+  customer:\n+    type: actor/person\n+    in: internet\n+    properties:\n+      encrypted: true\n',
    );
    const inBraces = 'gabion: 1\nelements:\n  web: { type: x, properties: { runsAsRoot: false } } # ours\n';
    expect(change(inBraces, say('web', true))).toBe(
      '-  web: { type: x, properties: { runsAsRoot: false } } # ours\n+  web: { type: x, properties: { encrypted: true, runsAsRoot: false } } # ours\n',
    );
  });

  it('FMT-16 becomes a block when it grows beyond 140 columns, its comment kept', () => {
    const text = `gabion: 1\nassets:\n  carts: { name: Carts, x-size: 1.10, owner: ${'o'.repeat(80)} } # old\n`;
    expect(change(text, (model) => renameThing(model, 'carts', 'n'.repeat(60)))).toBe(
      [
        `-  carts: { name: Carts, x-size: 1.10, owner: ${'o'.repeat(80)} } # old`,
        '+  carts: # old',
        `+    name: ${'n'.repeat(60)}`,
        '+    x-size: 1.10',
        `+    owner: ${'o'.repeat(80)}`,
        '',
      ].join('\n'),
    );
  });
});

describe('a new id', () => {
  const renamed =
    (from: string, to: string) =>
    (model: ThreatModel): Edit => {
      const edit = renameId(model, from, to);
      if (!edit.ok) throw new Error(edit.problems.map(printProblem).join());
      return edit.value;
    };

  it('FMT-17 changes the key and the references, each in its line', () => {
    expect(change(handWritten(), renamed('frontend', 'web'))).toBe(
      [
        '-    frontend:',
        '+    web:',
        '-    to: frontend',
        '+    to: web',
        '-  "frontend_to_redis-cart": { from: frontend, to: redis-cart, carries: [ carts ] }',
        '+  "frontend_to_redis-cart": { from: web, to: redis-cart, carries: [ carts ] }',
        '',
      ].join('\n'),
    );
    expect(change(shop(), renamed('frontend', 'web'))).toContain('-  workload-runs-as-root@frontend: {');
    expect(change(shop(), renamed('frontend', 'web'))).toContain('+    web: { at: [420, 160], size: [160, 64] }');
  });

  it('FMT-17 keeps comments and unknown keys even if the entry changes along with it', () => {
    const base = handWritten();
    const once = apply(base.model, renamed('cluster', 'gke')(base.model)).model;
    const text = rewritten(base, apply(once, renameThing(once, 'gke', 'Other')).model);
    expect(text).toContain(
      '    # Ours.\n    gke:\n        type:  kubernetes/cluster\n        name:  Other       # Frankfurt\n        x-cost-centre: 4711\n',
    );
  });
});

describe('sections', () => {
  it('FMT-18 come in the order of the format', () => {
    const text = 'gabion: 1\n\nelements:\n  web: { type: x }\n\nlayout:\n  main:\n    web: { at: [1, 2] }\n';
    expect(change(text, (model) => adoptControl(model, 'mutual-tls', element('web'), { status: 'planned' }))).toBe(
      '+mitigations:\n+  mutual-tls@web: { status: planned }\n+\n',
    );
    expect(change(text, (model) => addAsset(model, {}, 'carts').edit)).toBe('+assets:\n+  carts: {}\n+\n');
  });

  it('FMT-18 go with their last entry, unless they have comments of their own', () => {
    expect(change(shop(), (model) => removeThings(model, ['card-data']))).toContain('-assets:\n-  card-data: {');
    expect(
      change('gabion: 1\n# Ours.\nassets: # all\n  # The carts.\n  carts: {}\nflows: {}\n', (model) => removeThings(model, ['carts'])),
    ).toBe('-assets: # all\n-  # The carts.\n-  carts: {}\n+assets: {} # all\n');
  });

  it('FMT-18 that say nothing are filled where they stand', () => {
    expect(change('gabion: 1\nassets:   # none yet\nflows: {}\n', (model) => addAsset(model, {}, 'carts').edit)).toBe('+  carts: {}\n');
    expect(change('gabion: 1\nassets: { } # none yet\n', (model) => addAsset(model, {}, 'carts').edit)).toBe(
      '-assets: { } # none yet\n+assets: # none yet\n+  carts: {}\n',
    );
  });
});

describe('a file that is JSON', () => {
  it('FMT-14 stays JSON', () => {
    const base = opened(modelFixture('good/json'));
    const added = apply(
      base.model,
      addElement(
        base.model,
        { type: 'data/redis' as TypeId, stores: [], properties: new Map([['replicas' as PropertyName, 2]]) },
        'Carts "old"\n',
      ).edit,
    ).model;
    const flow = apply(added, addFlow(added, { from: element('customer'), to: element('web') }).edit).model;
    const text = rewritten(base, apply(flow, say('customer', true)(flow)).model);
    expect(JSON.parse(text)).toEqual({
      gabion: 1,
      title: 'As JSON',
      elements: {
        customer: { type: 'actor/person', properties: { encrypted: true } },
        web: { type: 'process/web-application', properties: { encrypted: true } },
        'carts-old': { type: 'data/redis', stores: [], name: 'Carts "old"\n', properties: { replicas: 2 } },
      },
      flows: { customer_to_web: { from: 'customer', to: 'web' } },
    });
    expect(text.split('\n')).toContain(
      '    "carts-old": { "type": "data/redis", "stores": [], "name": "Carts \\"old\\"\\n", "properties": { "replicas": 2 } },',
    );
  });
});

describe('what cannot be patched', () => {
  it('FMT-19 is written anew by sections, and a note says so', () => {
    const base = opened('gabion: 1\ntitle: Shop\nelements:\n  cart: { type: x }\n  web: { type: x }\nflows: {}\n');
    // A base that does not say what its text says: no patch can be right.
    const wrong: OpenedText = { ...base, model: modelOf({ gabion: 1, title: 'Shop', elements: { web: { type: 'x' } } }) };
    const written = writeModel(wrong, modelOf({ gabion: 1, title: 'Shop', elements: { web: { type: 'z' } } }));
    expect(written.ok && written.value.text).toBe('gabion: 1\ntitle: Shop\nelements:\n  web: { type: z }\nflows: {}\n');
    expect(written.problems.map(printProblem)).toEqual([
      'shop.gabion.yaml: The section elements was written anew as a whole; its layout may have changed.',
    ]);
  });

  it('FMT-19 is written anew as a whole, comments and unknown keys kept', () => {
    const base = opened('gabion: 1\ntitle: Shop # ours\nelements:\n  web: { type: x, colour: red } # main\n');
    const wrong: OpenedText = { ...base, model: modelOf({ gabion: 1, elements: { web: { type: 'x' } } }) };
    const written = writeModel(wrong, modelOf({ gabion: 1, elements: { web: { type: 'z' } } }));
    expect(written.ok && written.value.text).toBe('gabion: 1\nelements:\n  web: { type: z, colour: red } # main\n');
    expect(written.problems.map(printProblem)).toEqual(['shop.gabion.yaml: The file was written anew as a whole; its layout has changed.']);
  });

  it('FMT-19 is refused if it would not read back, or if the file is of a newer version', () => {
    const base = shop();
    const tooLong = writeModel(base, { ...base.model, header: { title: 'x'.repeat(501) } });
    expect(!tooLong.ok && tooLong.problems.map(printProblem)).toEqual([
      'shop.gabion.yaml: The model cannot be written, since it would not read back as it is. Undo the last change and save again.',
    ]);
    const newer = opened(modelFixture('good/newer-but-readable'));
    const refused = writeModel(newer, { ...newer.model, header: {} });
    expect(!refused.ok && refused.problems.map(({ message }) => print(message))).toEqual([
      'The file is of a newer version of the format and cannot be changed here.',
    ]);
    expect(writeModel(newer, newer.model).ok).toBe(true);
  });
});
