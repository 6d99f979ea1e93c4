import { useQuery } from '@tanstack/vue-query';
import { computed, toValue, type MaybeRefOrGetter } from 'vue';
import type { Body, BodyWhole, Items, PhoneEntry } from '@/api/types';
import { get } from '@/shared/http/client';
import { useSession } from '@/features/session/session';
import { slowlyChanging } from '@/features/shell/query_client';

export function useBodyWhole(id: MaybeRefOrGetter<string | null>) {
  const session = useSession();
  return useQuery({
    queryKey: ['reference', 'body', computed(() => toValue(id)), computed(() => session.locale)],
    queryFn: ({ signal }) => get<BodyWhole>(`/bodies/${toValue(id)}`, {}, signal),
    enabled: computed(() => toValue(id) !== null),
    staleTime: slowlyChanging,
  });
}

export function usePhoneBook(q: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: ['reference', 'phone-book', computed(() => toValue(q))],
    queryFn: ({ signal }) => get<Items<PhoneEntry>>('/phone-book', { q: toValue(q) }, signal),
    staleTime: 60_000,
  });
}

export interface TreeNode {
  id: string;
  label: string;
  body: Body;
  children: TreeNode[];
}

/** The tree of bodies; one whose parent is unknown stands at the top rather than getting lost. */
export function treeOf(bodies: Body[]): TreeNode[] {
  const nodes = new Map(bodies.map((body) => [body.id, { id: body.id, label: body.name, body, children: [] as TreeNode[] }]));
  const top: TreeNode[] = [];
  for (const node of nodes.values()) {
    const parent = node.body.parent_id ? nodes.get(node.body.parent_id) : undefined;
    (parent && parent !== node ? parent.children : top).push(node);
  }
  return top;
}
