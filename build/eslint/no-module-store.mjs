// A document's stores are made by createDocumentSession() and reach components through context. A store at module level would be
// shared by every open document, and by every test of a run.

/** @type {import('eslint').Rule.RuleModule} */
export const noModuleStore = {
  meta: {
    type: 'problem',
    docs: { description: 'No zustand store at module level' },
    messages: { store: 'A store at module level is shared by all documents: make it in a function and hand it on through context' },
    schema: [],
  },
  create(context) {
    /** Local names that stand for something zustand exports. @type {Set<string>} */
    const makers = new Set();
    const insideFunction = (/** @type {any} */ node) =>
      context.sourceCode.getAncestors(node).some((/** @type {any} */ a) => a.type.includes('Function'));
    return {
      ImportDeclaration(/** @type {any} */ node) {
        if (!/^zustand(\/|$)/.test(node.source.value)) return;
        for (const specifier of node.specifiers) if (/^create/.test(specifier.imported?.name ?? '')) makers.add(specifier.local.name);
      },
      CallExpression(/** @type {any} */ node) {
        if (node.callee.type === 'Identifier' && makers.has(node.callee.name) && !insideFunction(node))
          context.report({ node, messageId: 'store' });
      },
    };
  },
};
