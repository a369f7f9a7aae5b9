import { describeReasons, describeRemedy, describeStatus, type Names, severityText, statusText } from '../analysis/describe';
import type { Analysis, Explanation, Outlook, Question, Severity, ThreatRow } from '../analysis/findings';
import { isOpenThreat } from '../analysis/status';
import type { GoalAttacks } from '../attack-tree/attacks';
import { describeFact } from '../attack-tree/describe';
import { goalText } from '../attack-tree/derive';
import type { Catalog } from '../catalog/catalog';
import type { Stride } from '../catalog/schema';
import { fillTemplate } from '../catalog/template';
import { message } from '../messages/message';
import { print } from '../messages/print';
import type { Explains, Plan } from '../mitigation/plan';
import type { ThreatKey } from '../model/ids';
import { displayName, type ThreatModel } from '../model/threat-model';
import { type Block, code, heading, type Inline, paragraph, type ReportDocument, strong, text } from './blocks';

/** What a report is made from: everything is computed before, so that the report itself decides nothing. */
export interface ReportInput {
  readonly model: ThreatModel;
  readonly catalog: Catalog;
  readonly analysis: Analysis;
  readonly session: Explains;
  readonly plan: Plan;
  readonly attacks: readonly GoalAttacks[];
  /** The diagram by our own SVG writer; absent where the model has no layout. */
  readonly diagram: string | undefined;
  /** Gabion's version. */
  readonly version: string;
}

const LETTER: Readonly<Record<Stride, string>> = {
  spoofing: 'S',
  tampering: 'T',
  repudiation: 'R',
  'information-disclosure': 'I',
  'denial-of-service': 'D',
  'elevation-of-privilege': 'E',
};
/** STRIDE categories as their letters, in the order of the word. */
export const strideLetters = (categories: readonly Stride[]): string =>
  (Object.keys(LETTER) as Stride[])
    .filter((category) => categories.includes(category))
    .map((category) => LETTER[category])
    .join('');

const say = print;
const sum = (counts: Readonly<Record<Severity, number>>) => counts.critical + counts.high + counts.medium + counts.low;

function inShort({ analysis }: ReportInput): readonly Block[] {
  const { totals } = analysis;
  const count = (outlook: Outlook) => String(sum(totals[outlook]));
  const rows = analysis.rows.filter(({ threats }) => threats.some(isOpenThreat));
  return [
    {
      kind: 'facts',
      facts: [
        { name: say(message('report.open-as-is')), value: count('as-is') },
        { name: say(message('report.open-as-planned')), value: count('as-planned') },
        { name: say(message('report.open-undone')), value: count('undone') },
        { name: say(message('report.open-questions')), value: String(analysis.questions.length) },
      ],
    },
    heading(2, say(message('report.in-short'))),
    rows.length === 0
      ? paragraph(text(say(message('report.nothing-open', { questions: analysis.questions.length }))))
      : {
          kind: 'list',
          items: rows
            .slice(0, 5)
            .map((row): readonly Inline[] => [strong(say(severityText(row.severity))), text(' '), text(headline(row))]),
        },
  ];
}

/** A row with one subject speaks of it by name; a row with several says how many. */
function headline(row: ThreatRow): string {
  const open = row.threats.filter(isOpenThreat);
  const [only, second] = open;
  return only !== undefined && second === undefined ? only.title : `${row.name} (${String(open.length)})`;
}

function scope({ model, catalog, diagram }: ReportInput): readonly Block[] {
  const type = (id: string) => catalog.stencils.get(id as never)?.name ?? id;
  const counts = message('report.scope-counts', {
    elements: model.elements.size,
    flows: model.flows.size,
    boundaries: model.boundaries.size,
  });
  const outside = [...model.elements, ...model.boundaries, ...model.flows].filter(([, entry]) => entry.outOfScope !== undefined);
  return [
    heading(2, say(message('report.scope'))),
    ...(model.header.description === undefined ? [] : [paragraph(text(model.header.description))]),
    ...(diagram === undefined ? [paragraph(text(say(counts)))] : [{ kind: 'figure', svg: diagram, caption: say(counts) } as const]),
    ...(model.assets.size === 0
      ? [paragraph(text(say(message('report.no-assets'))))]
      : [
          {
            kind: 'table',
            head: [
              say(message('report.asset')),
              say(message('report.confidentiality')),
              say(message('report.integrity')),
              say(message('report.availability')),
            ],
            rows: [...model.assets].map(([id, asset]) => [
              [text(displayName(model, id))],
              ...[asset.confidentiality, asset.integrity, asset.availability].map((rating) => [
                text(rating ?? say(message('reason.value.unknown'))),
              ]),
            ]),
          } as const,
        ]),
    {
      kind: 'table',
      head: [say(message('report.element')), say(message('report.type')), say(message('report.place'))],
      rows: [...model.elements].map(([id, element]) => [
        [text(displayName(model, id))],
        [text([type(element.type), ...(element.runsAs === undefined ? [] : [type(element.runsAs)])].join(' · '))],
        [text(element.in === undefined ? '' : displayName(model, element.in))],
      ]),
    },
    ...(outside.length === 0
      ? []
      : [
          {
            kind: 'list',
            items: outside.map(([id, entry]) => [
              text(say(message('report.out-of-scope', { name: displayName(model, id), reason: entry.outOfScope ?? '' }))),
            ]),
          } as const,
        ]),
  ];
}

function threatTable(input: ReportInput, rows: readonly ThreatRow[]): Block {
  const { model } = input;
  const names: Names = input;
  return {
    kind: 'table',
    head: [
      say(message('report.severity')),
      say(message('report.threat')),
      'STRIDE',
      say(message('report.where')),
      say(message('report.state')),
    ],
    rows: rows.map((row) => {
      const [first] = row.threats;
      const where =
        row.threats.length === 1 && first
          ? displayName(model, first.subject)
          : say(message('report.places', { count: row.threats.length }));
      const states = [...new Set(row.threats.map(({ status }) => say(describeStatus(names, status))))];
      return [
        [strong(say(severityText(row.severity)))],
        [text(row.threats.length === 1 && first ? first.title : row.name)],
        [code(strideLetters(row.stride))],
        [text(where)],
        [text(states.join('; '))],
      ];
    }),
  };
}

function technique(catalog: Catalog, id: string): string {
  const name = catalog.techniques.get(id)?.name;
  return name === undefined ? id : `${id} ${name}`;
}

function detail(input: ReportInput, number: number, row: ThreatRow): readonly Block[] {
  const { model, catalog } = input;
  const names: Names = input;
  const [first] = row.threats;
  const explanation: Explanation | undefined = first && input.session.explain(first.key);
  if (first === undefined || explanation === undefined) return [];
  const rule = catalog.threats.get(row.rule);
  const reasons = describeReasons(names, explanation.reasons).map(({ what, source }): readonly Inline[] => [
    text(say(what)),
    ...(source === undefined ? [] : [text(` (${say(source)})`)]),
  ]);
  const [remedy] = explanation.remedies;
  const risk = message('report.risk', { score: first.risk.score, likelihood: first.risk.likelihood, impact: first.risk.impact });
  const references = [...row.techniques.map((id) => technique(catalog, id)), ...(rule?.cwe ?? []), ...(rule?.capec ?? [])];
  return [
    heading(3, `${String(number)} ${row.threats.length === 1 ? first.title : row.name}`),
    paragraph(
      strong(say(severityText(row.severity))),
      text(`, ${say(risk)} `),
      ...row.threats.flatMap(({ key }, index): Inline[] => [...(index === 0 ? [] : [text(' ')]), code(key)]),
    ),
    paragraph(text(explanation.description)),
    paragraph(strong(say(message('report.why')))),
    { kind: 'list', items: reasons },
    ...(remedy === undefined ? [] : [paragraph(strong(say(message('report.goes-away'))), text(` ${say(describeRemedy(names, remedy))}.`))]),
    ...(explanation.controls.length === 0
      ? []
      : [
          paragraph(
            strong(say(message('report.controls'))),
            text(
              ` ${explanation.controls.map(({ control, on }) => say(message('report.control-on', { control: catalog.controls.get(control)?.name ?? control, on: displayName(model, on) }))).join('; ')}.`,
            ),
          ),
        ]),
    ...(references.length === 0 ? [] : [paragraph(text(references.join(' · ')))]),
  ];
}

function threats(input: ReportInput): readonly Block[] {
  const { rows } = input.analysis;
  if (rows.length === 0)
    return [
      heading(2, say(message('report.threats'))),
      paragraph(text(say(message('report.nothing-open', { questions: input.analysis.questions.length })))),
    ];
  return [
    heading(2, say(message('report.threats'))),
    threatTable(input, rows),
    ...rows.flatMap((row, index) => detail(input, index + 1, row)),
  ];
}

function attackTrees({ model, attacks }: ReportInput): readonly Block[] {
  if (attacks.length === 0) return [];
  return [
    heading(2, say(message('report.attacks'))),
    ...attacks.flatMap(({ derived, measures }): Block[] => {
      const title = heading(3, say(describeFact(model, { kind: derived.goal.want, place: derived.goal.subject })));
      if (measures.kind === 'impossible')
        return [title, paragraph(text(say(message('attack-tree.impossible', { goal: goalText(derived.goal) }))))];
      const best = measures.kind === 'exact' ? measures.attacks[0] : measures.attack;
      if (best === undefined) return [title];
      const steps = new Map([...derived.steps.values()].map((step) => [step.action, step]));
      const line =
        measures.kind === 'exact'
          ? message('report.cheapest-exact', { cost: best.cost, count: String(measures.count) })
          : message('report.cheapest-bound', { cost: best.cost });
      return [
        title,
        paragraph(text(say(line))),
        {
          kind: 'list',
          items: best.leaves.flatMap((leaf): (readonly Inline[])[] => {
            const step = steps.get(leaf);
            if (step === undefined) return [];
            const action = fillTemplate(model, step.step.action, step.subject);
            return [
              [
                text(action),
                ...(step.possible ? [text(` (${say(message('report.possible'))})`)] : []),
                ...(step.threat === undefined ? [] : [text(' '), code(step.threat)]),
              ],
            ];
          }),
        },
      ];
    }),
  ];
}

function plan({ model, catalog, plan: { phases, without } }: ReportInput): readonly Block[] {
  const title = (key: ThreatKey[]) => say(message('report.threat-count', { count: key.length }));
  return [
    heading(2, say(message('report.plan'))),
    ...phases.flatMap(({ phase, entries }): Block[] =>
      entries.length === 0
        ? []
        : [
            heading(3, say(message(`mitigation.phase.${phase}`))),
            {
              kind: 'table',
              head: [
                say(message('report.control')),
                say(message('report.where')),
                say(message('report.state')),
                say(message('report.closes')),
                say(message('report.owner')),
              ],
              rows: entries.map((entry) => [
                [text(catalog.controls.get(entry.control)?.name ?? entry.control)],
                [text(displayName(model, entry.on))],
                [text(entry.mitigation === undefined ? say(message('report.on-offer')) : say(statusText(entry.mitigation.status)))],
                [text(title([...entry.closes, ...entry.wouldClose]))],
                [
                  text(
                    [entry.mitigation?.owner, entry.mitigation?.tool, entry.mitigation?.link]
                      .filter((part) => part !== undefined)
                      .join(', '),
                  ),
                ],
              ]),
            },
          ],
    ),
    ...(without.length === 0 ? [] : [paragraph(text(say(message('report.without-control', { count: without.length }))))]),
  ];
}

/** A question as a sentence, whatever it asks about. */
export function questionText(model: ThreatModel, question: Question): string {
  switch (question.kind) {
    case 'property':
      return question.text;
    case 'assets':
      return say(message('report.question-assets'));
    case 'asset-places':
      return say(message('report.question-asset-places'));
    case 'calls':
      return say(message('report.question-calls', { name: displayName(model, question.boundary), count: question.unconnected.length }));
  }
}

function questions({ model, analysis }: ReportInput): readonly Block[] {
  if (analysis.questions.length === 0) return [];
  return [
    heading(2, say(message('report.questions'))),
    {
      kind: 'list',
      items: analysis.questions.map((question) => [
        text(questionText(model, question)),
        ...(question.settles.length === 0 ? [] : [text(` ${say(message('report.settles', { count: question.settles.length }))}`)]),
      ]),
    },
  ];
}

function decisions({ model, analysis }: ReportInput): readonly Block[] {
  const decided = [...model.decisions].filter(([, decision]) => decision.status !== undefined);
  if (decided.length === 0) return [];
  const stale = new Set(analysis.staleDecisions);
  return [
    heading(2, say(message('report.decisions'))),
    {
      kind: 'table',
      head: [
        say(message('report.threat')),
        say(message('report.state')),
        say(message('report.reason')),
        say(message('report.owner')),
        say(message('report.until')),
      ],
      rows: decided.map(([key, decision]) => [
        [code(key)],
        [
          text(
            [
              decision.status === undefined ? '' : say(statusText(decision.status)),
              ...(stale.has(key) ? [say(message('report.stale'))] : []),
            ].join(', '),
          ),
        ],
        [text(decision.reason ?? '')],
        [text(decision.owner ?? decision.by ?? '')],
        [text(decision.until ?? '')],
      ]),
    },
  ];
}

/** Titles of the catalog end without a full stop; where more follows they need one. */
export const asSentence = (title: string): string => (/[.!?…]$/.test(title) ? title : `${title}.`);

function hygiene({ analysis }: ReportInput): readonly Block[] {
  if (analysis.hygiene.length === 0) return [];
  return [
    heading(2, say(message('report.hygiene'))),
    { kind: 'list', items: analysis.hygiene.map(({ title, mend }) => [text(asSentence(title)), text(` ${mend}`)]) },
  ];
}

function made({ catalog, version }: ReportInput): readonly Block[] {
  const { id, version: catalogVersion, hash, attack } = catalog.entries;
  return [
    heading(2, say(message('report.made'))),
    paragraph(
      text(say(message('report.versions', { version, catalog: id, catalogVersion, hash: hash.slice(0, 12), attack: attack.version }))),
    ),
    paragraph(text(attack.notice)),
  ];
}

/** The report of a model as a document that any writer can write. The same model and catalog give the same document. */
export function buildReport(input: ReportInput): ReportDocument {
  const { title } = input.model.header;
  return {
    title: say(title === undefined || title.trim() === '' ? message('report.untitled') : message('report.title', { name: title })),
    language: 'en',
    blocks: [
      ...inShort(input),
      ...scope(input),
      ...threats(input),
      ...attackTrees(input),
      ...plan(input),
      ...questions(input),
      ...decisions(input),
      ...hygiene(input),
      ...made(input),
    ],
  };
}
