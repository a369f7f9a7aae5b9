import { list } from './plural';

/** What the analysis says to people. Every key starts with `analysis.`. */
export const analysis = {
  // Words that come from a catalog, passed through as they are.
  'analysis.words': (p: { text: string }) => p.text,
  'analysis.risk.assets': (p: { assets: readonly string[]; rating: string }) => `${list(p.assets)}: ${p.rating}`,
  'analysis.risk.said': (p: { reason: string }) => `rated by a person: ${p.reason}`,
  'analysis.risk.said-without-reason': 'rated by a person',
  'analysis.risk.bounded': 'the scale ends here',
  'analysis.rating.confidentiality.public': 'public',
  'analysis.rating.confidentiality.internal': 'internal',
  'analysis.rating.confidentiality.confidential': 'confidential',
  'analysis.rating.confidentiality.restricted': 'restricted',
  'analysis.rating.integrity.low': 'low integrity needs',
  'analysis.rating.integrity.medium': 'medium integrity needs',
  'analysis.rating.integrity.high': 'high integrity needs',
  'analysis.rating.availability.low': 'low availability needs',
  'analysis.rating.availability.medium': 'medium availability needs',
  'analysis.rating.availability.high': 'high availability needs',
} as const;
