import { useEffect, useState } from 'react';
import type { Explanation } from '../../../shared/analysis/findings';
import type { PropertyView } from '../../../shared/analysis/session';
import type { ThreatKey } from '../../../shared/model/ids';
import { useApplication } from '../app/context';
import { useResults, useSession } from '../session/context';

/**
 * What the worker says about something, asked again with every new result. The answer before stays until the next is
 * there, so that nothing flickers while an edit is judged.
 */
function useAnswer<T>(key: string | undefined, ask: (key: string) => Promise<T>): T | undefined {
  const app = useApplication();
  const revision = useResults((state) => state.view.revision);
  const outlook = useResults((state) => state.view.outlook);
  const [answer, setAnswer] = useState<{ readonly key: string; readonly value: T } | undefined>(undefined);
  useEffect(() => {
    if (key === undefined) return undefined;
    let wanted = true;
    ask(key).then(
      (value) => {
        if (wanted) setAnswer({ key, value });
      },
      (error: unknown) => app.fault(error),
    );
    return () => {
      wanted = false;
    };
    // `ask` is made anew in every render and asks the same.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [app, key, revision, outlook]);
  return answer?.key === key ? answer?.value : undefined;
}

/** Everything there is to say about a threat. */
export function useExplanation(key: ThreatKey | undefined): Explanation | undefined {
  const { explain } = useSession();
  return useAnswer(key, () => (key === undefined ? Promise.resolve(undefined) : explain.explain(key)));
}

/** What is known of a thing. */
export function useProperties(subject: string | undefined): readonly PropertyView[] | undefined {
  const { explain } = useSession();
  return useAnswer(subject, (id) => explain.properties(id));
}
