import { Component, type ReactNode } from 'react';
import { Button } from '../ui/Button';
import { Notice } from '../ui/Notice';
import { say } from '../words';
import { useApplication } from './context';

interface BoundaryProps {
  readonly onFault: (error: unknown) => void;
  readonly children: ReactNode;
}

/** React catches faults of components in classes only. */
class Boundary extends Component<BoundaryProps, { readonly failed: Error | undefined }> {
  override state: { readonly failed: Error | undefined } = { failed: undefined };

  static getDerivedStateFromError(error: unknown): { readonly failed: Error } {
    return { failed: error instanceof Error ? error : new Error(String(error)) };
  }

  override componentDidCatch(error: unknown): void {
    this.props.onFault(error);
  }

  override render(): ReactNode {
    const { failed } = this.state;
    if (failed === undefined) return this.props.children;
    return (
      <div style={{ padding: 16 }}>
        <Notice
          tone="error"
          title={say('ui.view-failed')}
          aside={say('ui.nothing-changed')}
          actions={
            <Button small onClick={() => this.setState({ failed: undefined })}>
              {say('ui.try-again')}
            </Button>
          }
        >
          {failed.message}
        </Notice>
      </div>
    );
  }
}

/** Keeps a fault in one view from taking the window with it: the model is untouched, the other views go on. */
export function ViewBoundary({ children }: { readonly children: ReactNode }) {
  const app = useApplication();
  return <Boundary onFault={(error) => app.fault(error)}>{children}</Boundary>;
}
