import { describe, expect, it } from 'vitest';
import { message } from '../../../shared/messages/message';
import { runsOf } from './rich-words';

describe('a sentence cut at its parameters', () => {
  const reason = message('reason.property', { property: 'Encrypted', name: 'frontend', value: message('reason.value.no') });

  it('gives the named parameters as runs of their own, in the order of the sentence', () => {
    expect(runsOf(reason, ['name', 'property', 'value'])).toEqual([
      { kind: 'given', name: 'property', text: 'Encrypted' },
      { kind: 'words', text: ' of ' },
      { kind: 'given', name: 'name', text: 'frontend' },
      { kind: 'words', text: ': ' },
      { kind: 'given', name: 'value', text: 'no' },
    ]);
  });

  it('leaves other parameters in the words', () => {
    expect(runsOf(reason, ['value'])).toEqual([
      { kind: 'words', text: 'Encrypted of frontend: ' },
      { kind: 'given', name: 'value', text: 'no' },
    ]);
  });

  it('marks parameters of a sentence inside a sentence', () => {
    const words = '{{subject}} runs {{value}} times';
    const change = message('reason.sentence', {
      words,
      name: 'cart',
      from: '',
      to: '',
      value: message('reason.value.text', { text: '3' }),
    });
    const wider = message('reason.remedy.wider', { change, boundary: 'shop', count: 12 });
    expect(runsOf(wider, ['name', 'boundary', 'value']).filter(({ kind }) => kind === 'given')).toEqual([
      { kind: 'given', name: 'name', text: 'cart' },
      { kind: 'given', name: 'value', text: '3' },
      { kind: 'given', name: 'boundary', text: 'shop' },
    ]);
  });

  it('is not misled by a name that holds the marks', () => {
    expect(runsOf(message('reason.type', { name: '\uE000x\uE001y\uE002', type: 'Redis' }), ['name'])).toEqual([
      { kind: 'given', name: 'name', text: 'xy' },
      { kind: 'words', text: ' is of the type Redis' },
    ]);
  });

  it('leaves a sentence without parameters whole', () => {
    expect(runsOf(message('reason.source.stated'), ['name'])).toEqual([{ kind: 'words', text: 'said by a person' }]);
  });
});
