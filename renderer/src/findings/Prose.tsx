import type { ReactNode } from 'react';

/** A text of the catalog: what stands between backticks is code. */
export function Prose({ text }: { readonly text: string | undefined }): ReactNode {
  return (text ?? '').split('`').map((part, index) => (index % 2 === 0 ? part : <code key={index}>{part}</code>));
}
