// How kubectl understands a scalar without quotes: YAML 1.1 as the parser of sigs.k8s.io/yaml (a go-yaml v2) reads it. Two
// things that YAML 1.1 has are not in it: numbers to the base of 60 (`12:30` is text) and times (they stay text).

const TRUE = new Set(['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON']);
const FALSE = new Set(['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF']);
const NULL = new Set(['', '~', 'null', 'Null', 'NULL']);

const DECIMAL = /^[-+]?(?:0|[1-9][0-9]*)$/;
const OCTAL = /^([-+]?)0o?([0-7]+)$/;
const HEXADECIMAL = /^([-+]?)0x([0-9a-fA-F]+)$/;
const BINARY = /^([-+]?)0b([01]+)$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;

function inBase(match: RegExpExecArray | null, base: number): number | undefined {
  const [, sign, digits] = match ?? [];
  return digits === undefined ? undefined : Number.parseInt(digits, base) * (sign === '-' ? -1 : 1);
}

function numberOf(text: string): number | undefined {
  const first = text.charCodeAt(0);
  const couldBe = first <= 57 && (first >= 48 || first === 43 || first === 45 || first === 46);
  if (!couldBe || text.length > 400) return undefined;
  const digits = text.replaceAll('_', '');
  if (DECIMAL.test(digits)) return Number(digits);
  const whole = inBase(OCTAL.exec(digits), 8) ?? inBase(HEXADECIMAL.exec(digits), 16) ?? inBase(BINARY.exec(digits), 2);
  if (whole !== undefined) return whole;
  return FLOAT.test(digits) ? Number(digits) : undefined;
}

/** The value of a scalar that stands without quotes: `yes` is true, `010` is 8, `1_000` is 1000, `12:30` is text. */
export function plainScalar(text: string): string | number | boolean | null {
  if (NULL.has(text)) return null;
  if (TRUE.has(text)) return true;
  if (FALSE.has(text)) return false;
  return numberOf(text) ?? text;
}
