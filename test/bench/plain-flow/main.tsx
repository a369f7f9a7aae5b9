// React Flow as its documentation sets it up, with its own nodes and edges and with culling: what the diagram is compared with.
import '@xyflow/react/dist/style.css';
import { applyNodeChanges, type Edge, type Node, type NodeChange, PanOnScrollMode, ReactFlow } from '@xyflow/react';
import { useCallback, useState } from 'react';
import { createRoot } from 'react-dom/client';
import type { PlainDiagram } from './plain-diagram';

function Diagram({ diagram }: { readonly diagram: PlainDiagram }) {
  const [nodes, setNodes] = useState<Node[]>(() =>
    diagram.nodes.map(({ id, x, y, width, height, label, group, parent }) => ({
      id,
      position: { x, y },
      width,
      height,
      data: { label },
      ...(group ? { type: 'group' } : {}),
      ...(parent === undefined ? {} : { parentId: parent }),
    })),
  );
  const [edges] = useState<Edge[]>(() => diagram.edges.map(({ id, from, to }) => ({ id, source: from, target: to })));
  const onNodesChange = useCallback((changes: NodeChange[]) => setNodes((before) => applyNodeChanges(changes, before)), []);
  return (
    <ReactFlow
      nodes={nodes}
      edges={edges}
      onNodesChange={onNodesChange}
      fitView
      minZoom={0.05}
      maxZoom={3}
      panOnScroll
      panOnScrollMode={PanOnScrollMode.Free}
      onlyRenderVisibleElements
    />
  );
}

const response = await fetch('./diagram.json');
const diagram = (await response.json()) as PlainDiagram;
const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<Diagram diagram={diagram} />);
