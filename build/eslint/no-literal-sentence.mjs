// Words that people read live in shared/messages, so that the command line, the report and another language can have them too.
// This rule finds the ones that slipped into JSX: text between tags, and the attributes that are read aloud or shown.

const shownAttributes = new Set([
  'alt',
  'aria-description',
  'aria-label',
  'aria-placeholder',
  'aria-roledescription',
  'aria-valuetext',
  'label',
  'placeholder',
  'title',
]);

/** Two letters in a row make a word; a lone letter, a number, a sign or a unit is not one. */
const hasWord = (/** @type {unknown} */ text) => typeof text === 'string' && /\p{L}{2}/u.test(text);

/** @type {import('eslint').Rule.RuleModule} */
export const noLiteralSentence = {
  meta: {
    type: 'problem',
    docs: { description: 'Words shown to people come from shared/messages' },
    messages: { literal: 'Words shown to people come from shared/messages: "{{ text }}"' },
    schema: [],
  },
  create(context) {
    /** @param {any} node @param {unknown} text */
    const check = (node, text) => {
      if (hasWord(text)) context.report({ node, messageId: 'literal', data: { text: String(text).trim().slice(0, 40) } });
    };

    /** Reports the words an expression can evaluate to without any call. @param {any} expression */
    const checkExpression = (expression) => {
      switch (expression?.type) {
        case 'Literal':
          check(expression, expression.value);
          break;
        case 'TemplateLiteral':
          for (const quasi of expression.quasis) check(quasi, quasi.value.cooked);
          break;
        case 'ConditionalExpression':
          checkExpression(expression.consequent);
          checkExpression(expression.alternate);
          break;
        case 'LogicalExpression':
          checkExpression(expression.right);
          break;
        case 'BinaryExpression':
          if (expression.operator === '+') {
            checkExpression(expression.left);
            checkExpression(expression.right);
          }
          break;
        default:
      }
    };

    return {
      JSXText: (/** @type {any} */ node) => check(node, node.value),
      JSXExpressionContainer: (/** @type {any} */ node) => {
        if (node.parent.type === 'JSXElement' || node.parent.type === 'JSXFragment') checkExpression(node.expression);
      },
      JSXAttribute: (/** @type {any} */ node) => {
        if (node.name.type !== 'JSXIdentifier' || !shownAttributes.has(node.name.name)) return;
        checkExpression(node.value?.type === 'JSXExpressionContainer' ? node.value.expression : node.value);
      },
    };
  },
};
