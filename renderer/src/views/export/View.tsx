import { Empty } from '../../ui/Empty';
import { say } from '../../words';

/** Stands here until the view is built. */
export default function View() {
  return <Empty icon="diagram" title={say('ui.untitled')} />;
}
