import { describe, expect, it } from 'vitest';
import type { Body } from '@/api/types';
import { treeOf, type TreeNode } from './queries';

const body = (id: string, parent_id: string | null): Body =>
  ({ id, parent_id, name: id, short_name: id, code: id, kind: 'other', valid_from: '', valid_to: null, succeeded_by_id: null, leading_body_id: null });
const shape = (nodes: TreeNode[]): unknown => nodes.map((node) => [node.id, shape(node.children)]);

describe('The tree of bodies (R1.1)', () => {
  it('hangs each below its parent, whatever the order', () => {
    expect(shape(treeOf([body('c', 'b'), body('a', null), body('b', 'a')]))).toEqual([['a', [['b', [['c', []]]]]]]);
  });
  it('loses none: an unknown parent, or oneself, puts a body on top', () => {
    expect(shape(treeOf([body('a', 'gone'), body('b', 'b')]))).toEqual([['a', []], ['b', []]]);
  });
});
