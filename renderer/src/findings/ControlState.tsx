import type { MitigationStatus } from '../../../shared/model/schema';
import { Icon } from '../ui/Icon';
import { Tag } from '../ui/Tag';
import { say } from '../words';

const words = {
  proposed: 'views.state.proposed',
  planned: 'views.state.planned',
  'in-place': 'views.state.in-place',
  verified: 'views.state.verified',
  rejected: 'views.state.rejected',
} as const satisfies Readonly<Record<MitigationStatus, string>>;
/** "In place", "Planned": the state of a control as a word of its own. */
export const controlStateWord = (status: MitigationStatus): string => say(words[status]);

/** The state of a control as a tag; only the two green ones close anything. Without a state it is only on offer. */
export function ControlState({ status }: { readonly status: MitigationStatus | undefined }) {
  switch (status) {
    case undefined:
      return <Tag tone="line">{say('views.on-offer')}</Tag>;
    case 'proposed':
      return <Tag tone="line">{controlStateWord(status)}</Tag>;
    case 'planned':
      return <Tag tone="accent">{controlStateWord(status)}</Tag>;
    case 'in-place':
      return (
        <Tag tone="ok">
          <Icon name="check" size={12} />
          {controlStateWord(status)}
        </Tag>
      );
    case 'verified':
      return (
        <Tag tone="ok">
          <Icon name="control" size={12} />
          {controlStateWord(status)}
        </Tag>
      );
    case 'rejected':
      return (
        <Tag tone="refused">
          <Icon name="stale" size={12} />
          {controlStateWord(status)}
        </Tag>
      );
  }
}
